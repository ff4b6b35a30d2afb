use super::*;
use std::collections::HashMap;
use tempfile::TempDir;

const CONTENT: &[u8] = b"abc";
const MANIFEST: &str = r#"
[[archive]]
registry = "npm"
package = "example"
version = "1.0.0"
file = "example-1.0.0.tgz"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
size_bytes = 1
licence = "MIT"
licence_text = "LICENSE"
[[archive.item]]
id = "pose-detection"
path = "package/model.tflite"
file = "model.tflite"
sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
size_bytes = 3
"#;

fn store_with(content: Option<&[u8]>) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    if let Some(content) = content {
        fs::write(folder.path().join("model.tflite"), content).unwrap();
    }
    let store = Store::new(folder.path().to_owned(), Manifest::parse(MANIFEST).unwrap());
    (folder, store)
}

fn message_of(store: &Store) -> String {
    store.path(ModelFile::PoseDetection).unwrap_err().to_string()
}

#[test]
fn a_good_file_is_handed_out() {
    let (folder, store) = store_with(Some(CONTENT));
    assert_eq!(store.path(ModelFile::PoseDetection).unwrap(), folder.path().join("model.tflite"));
    assert!(matches!(store.verify().unwrap()[0].state, FileState::Good));
}

#[test]
fn a_missing_file_names_the_command_that_gets_it() {
    let (_folder, store) = store_with(None);
    let message = message_of(&store);
    assert!(message.contains("model.tflite is missing"), "{message}");
    assert!(message.contains("runtilt models fetch"), "{message}");
    assert!(matches!(store.list().unwrap()[0].state, FileState::Missing));
}

#[test]
fn a_changed_byte_and_a_cut_off_file_are_found() {
    for (content, difference) in [(&b"abd"[..], "instead of ba7816bf"), (&b"ab"[..], "2 bytes instead of 3")]
    {
        let (_folder, store) = store_with(Some(content));
        let message = message_of(&store);
        assert!(message.contains(difference), "{message}");
        assert!(message.contains("runtilt models fetch"), "{message}");
    }
}

#[test]
fn a_file_changed_after_it_was_found_good_is_noticed() {
    let (folder, store) = store_with(Some(CONTENT));
    store.path(ModelFile::PoseDetection).unwrap();
    let path = folder.path().join("model.tflite");
    fs::write(&path, b"abd").unwrap();
    // Writes within one tick of the file system's clock would look untouched.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(1);
    fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
    assert!(message_of(&store).contains("damaged or was changed"));
}

#[test]
fn verify_hashes_again_where_path_trusts_its_note() {
    let (folder, store) = store_with(Some(CONTENT));
    store.path(ModelFile::PoseDetection).unwrap();
    let path = folder.path().join("model.tflite");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, b"abd").unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    assert!(store.path(ModelFile::PoseDetection).is_ok(), "same size and time: not hashed again");
    assert!(matches!(store.verify().unwrap()[0].state, FileState::Altered(_)));
}

#[test]
fn a_file_that_the_manifest_lacks_is_an_error() {
    let (_folder, store) = store_with(None);
    assert!(matches!(store.path(ModelFile::Tbb), Err(ModelsError::NotInManifest { .. })));
}

fn chosen(variables: &[(&str, &str)], checkout: Option<&str>) -> Option<PathBuf> {
    let variables: HashMap<&str, &str> = variables.iter().copied().collect();
    choose_folder(|name| variables.get(name).map(OsString::from), checkout.map(PathBuf::from))
}

#[test]
fn the_folder_is_the_named_one_then_the_checkouts_then_the_users() {
    let all = [("RUNTILT_MODELS", "/named"), ("XDG_DATA_HOME", "/data"), ("HOME", "/home/a")];
    assert_eq!(chosen(&all, Some("/source")), Some("/named".into()));
    assert_eq!(chosen(&all[1..], Some("/source")), Some("/source/models/cache".into()));
    assert_eq!(chosen(&all[1..], None), Some("/data/runtilt/models".into()));
    assert_eq!(chosen(&all[2..], None), Some("/home/a/.local/share/runtilt/models".into()));
    assert_eq!(chosen(&[], None), None);
}

#[test]
fn empty_and_relative_variables_are_ignored() {
    let variables = [("RUNTILT_MODELS", ""), ("XDG_DATA_HOME", "data"), ("HOME", "/home/a")];
    assert_eq!(chosen(&variables, None), Some("/home/a/.local/share/runtilt/models".into()));
}

#[test]
fn the_checkout_is_found_from_the_program_in_its_target_folder() {
    let root = tempfile::tempdir().unwrap();
    let program = root.path().join("target/release/deps/runtilt");
    assert_eq!(checkout_of(&program), None);
    fs::create_dir_all(root.path().join("models")).unwrap();
    fs::write(root.path().join("models/manifest.toml"), "").unwrap();
    fs::write(root.path().join("Cargo.toml"), "").unwrap();
    assert_eq!(checkout_of(&program), Some(root.path().to_owned()));
}
