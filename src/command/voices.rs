//! `hiroba voices`: what scripts/voices needs of this program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use hiroba::config::Config;
use hiroba::voice::dictionary;

use super::Error;

#[derive(Subcommand)]
pub enum Job {
    /// Makes the Japanese dictionary out of the lists of words of Open JTalk.
    BuildDictionary {
        /// Folder of naist-jdic.csv, char.def, matrix.def and unk.def.
        lists: PathBuf,
        /// Folder to make; an older one is replaced.
        out: PathBuf,
    },
    /// Whether a folder holds a dictionary that this program can use, told by the exit code.
    HasDictionary { folder: PathBuf },
    /// Prints the folder in which dictionary and voice are looked for.
    Folder,
}

pub fn run(job: Job) -> Result<ExitCode, Error> {
    match job {
        Job::BuildDictionary { lists, out } => {
            dictionary::build(&lists, &out)?;
            println!("The dictionary is in {}.", out.display());
        }
        Job::HasDictionary { folder } if dictionary::is_there(&folder) => {}
        Job::HasDictionary { .. } => return Ok(ExitCode::FAILURE),
        Job::Folder => println!("{}", Config::voices_dir(|name| std::env::var_os(name)).display()),
    }
    Ok(ExitCode::SUCCESS)
}
