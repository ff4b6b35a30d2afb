use super::super::{Digest, FileState, Manifest, ModelFile};
use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::cell::RefCell;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use zip::write::SimpleFileOptions;

const NETWORK: &[u8] = b"a network";
const LIBRARY: &[u8] = b"a library";

/// Hands out archives from a folder and remembers which were asked for.
struct Folder {
    archives: PathBuf,
    asked: RefCell<Vec<String>>,
}

impl ArchiveSource for Folder {
    fn obtain(&self, archive: &Archive, folder: &Path) -> Result<PathBuf, ModelsError> {
        self.asked.borrow_mut().push(archive.package.clone());
        let target = folder.join(&archive.file);
        fs::copy(self.archives.join(&archive.file), &target).unwrap();
        Ok(target)
    }
}

struct World {
    _root: TempDir,
    source: Folder,
    store: Store,
}

fn digest_and_size(path: &Path) -> (Digest, u64) {
    (Digest::of_file(path).unwrap(), fs::metadata(path).unwrap().len())
}

fn write_tgz(path: &Path) {
    let mut tar = tar::Builder::new(GzEncoder::new(File::create(path).unwrap(), Compression::fast()));
    for (name, content) in [("package/other", &b"other"[..]), ("package/network.tflite", NETWORK)] {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, content).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap();
}

fn write_wheel(path: &Path) {
    let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
    zip.start_file("libs/library.so", SimpleFileOptions::default()).unwrap();
    zip.write_all(LIBRARY).unwrap();
    zip.finish().unwrap();
}

/// One `[[archive]]` with one file, as the manifest has it.
fn entry(registry: &str, archive: &Path, id: &str, inner: &str, content: &[u8]) -> String {
    let (sha256, size_bytes) = digest_and_size(archive);
    let file = archive.file_name().unwrap().to_str().unwrap();
    let name = inner.rsplit('/').next().unwrap();
    let item_sha256 = Digest::of_reader(content).unwrap();
    let item_size = content.len();
    format!(
        "[[archive]]\nregistry = '{registry}'\npackage = '{registry}-package'\nversion = '1'\nfile = '{file}'\n\
         sha256 = '{sha256}'\nsize_bytes = {size_bytes}\nlicence = 'MIT'\nlicence_text = 'LICENSE'\n\
         [[archive.item]]\nid = '{id}'\npath = '{inner}'\nfile = '{name}'\n\
         sha256 = '{item_sha256}'\nsize_bytes = {item_size}\n"
    )
}

fn world() -> World {
    let root = tempfile::tempdir().unwrap();
    let archives = root.path().join("archives");
    fs::create_dir(&archives).unwrap();
    let (tgz, wheel) = (archives.join("a.tgz"), archives.join("b.whl"));
    write_tgz(&tgz);
    write_wheel(&wheel);
    let text = entry("npm", &tgz, "pose-detection", "package/network.tflite", NETWORK)
        + &entry("pypi", &wheel, "tbb", "libs/library.so", LIBRARY);
    let store = Store::new(root.path().join("store/models"), Manifest::parse(&text).unwrap());
    World { source: Folder { archives, asked: RefCell::default() }, store, _root: root }
}

fn leftovers(store: &Store) -> Vec<String> {
    let entries = fs::read_dir(store.folder()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".fetch-")).collect()
}

#[test]
fn an_empty_store_is_filled_and_says_what_it_does() {
    let world = world();
    let mut steps = Vec::new();
    let placed = world
        .store
        .fetch_from(&world.source, |step| {
            steps.push(match step {
                FetchProgress::Downloading(archive) => format!("download {}", archive.file),
                FetchProgress::Unpacking(archive) => format!("unpack {}", archive.file),
                FetchProgress::Placed(item) => format!("placed {}", item.file),
            });
        })
        .unwrap();
    assert_eq!(placed, 2);
    let expected = ["download a.tgz", "unpack a.tgz", "placed network.tflite", "download b.whl"];
    assert_eq!(steps[..4], expected);
    assert_eq!(fs::read(world.store.path(ModelFile::PoseDetection).unwrap()).unwrap(), NETWORK);
    assert_eq!(fs::read(world.store.path(ModelFile::Tbb).unwrap()).unwrap(), LIBRARY);
    assert_eq!(leftovers(&world.store), [""; 0]);
}

#[test]
fn only_what_is_missing_or_altered_is_fetched() {
    let world = world();
    world.store.fetch_from(&world.source, |_| {}).unwrap();
    assert_eq!(world.store.fetch_from(&world.source, |_| {}).unwrap(), 0);
    fs::write(world.store.folder().join("library.so"), b"something else").unwrap();
    assert_eq!(world.store.fetch_from(&world.source, |_| {}).unwrap(), 1);
    assert_eq!(*world.source.asked.borrow(), ["npm-package", "pypi-package", "pypi-package"]);
    assert!(world.store.verify().unwrap().iter().all(|file| matches!(file.state, FileState::Good)));
}

#[test]
fn a_truncated_archive_is_refused_and_leaves_the_store_as_it_was() {
    let world = world();
    let path = world.source.archives.join("a.tgz");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let message = world.store.fetch_from(&world.source, |_| {}).unwrap_err().to_string();
    assert!(message.contains("a.tgz is not the published one"), "{message}");
    assert!(matches!(world.store.list().unwrap()[0].state, FileState::Missing));
    assert_eq!(leftovers(&world.store), [""; 0]);
}

#[test]
fn truncated_archives_fail_to_unpack_without_a_panic() {
    let world = world();
    for (name, inner) in [("a.tgz", "package/network.tflite"), ("b.whl", "libs/library.so")] {
        let path = world.source.archives.join(name);
        let whole = fs::read(&path).unwrap();
        for length in [0, 10, whole.len() / 2] {
            fs::write(&path, &whole[..length]).unwrap();
            let target = world.source.archives.join("out");
            assert!(extract(&path, inner, &target).is_err(), "{name} cut to {length} bytes");
        }
    }
}

#[test]
fn a_file_that_the_archive_lacks_is_named() {
    let world = world();
    let target = world.source.archives.join("out");
    for name in ["a.tgz", "b.whl"] {
        let message = extract(&world.source.archives.join(name), "no/such", &target).unwrap_err().to_string();
        assert!(message.contains("no/such"), "{message}");
    }
}
