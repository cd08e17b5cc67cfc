using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>The paths of the files of a folder of schemas.</summary>
/// <param name="folder">The folder, as a full path.</param>
internal sealed class SchemaPaths(string folder)
{
    internal string Folder { get; } = Path.TrimEndingDirectorySeparator(folder);

    /// <summary>The lock of the folder: <c>schemas.lock.json</c> next to the folder <c>schemas</c>.</summary>
    internal string Lock => Folder + ".lock.json";

    /// <summary>A file that is open while a process changes the folder.</summary>
    internal string Busy => Lock + ".busy";

    /// <summary>The folder for texts that are about to be written.</summary>
    internal string Staging => Lock + ".staging";

    /// <summary>The output of all models without their own output.</summary>
    internal string Output => OwnOutput("");

    internal string Input(string id) => Path.Combine(Home(id), SchemaFileName.Input);

    /// <summary>The output of one model.</summary>
    internal string OwnOutput(string id) => Path.Combine(Home(id), SchemaFileName.Output);

    internal string Patch(string id) => Path.Combine(Home(id), SchemaFileName.InputPatch);

    /// <summary>Returns the paths of the output files in the folder of a model.</summary>
    internal string[] OwnOutputs(string id) => [OwnOutput(id), Path.Combine(Home(id), SchemaFileName.OutputPatch)];

    /// <summary>Returns true if a model has an output: its own, or one in a folder above.</summary>
    internal bool HasOutput(string id) => OutputIndex.HomesOf(id).Any(home => File.Exists(OwnOutput(home)));

    /// <summary>Lists the ids of the models that have a file now.</summary>
    internal IEnumerable<string> Ids() => Directory.Exists(Folder) ? FolderReading.Ids(Folder) : [];

    /// <summary>Deletes the folder of a model, and the folders above it, if they are empty.</summary>
    internal void DeleteEmptyFolders(string id)
    {
        for (var home = Home(id); home.Length > Folder.Length; home = Path.GetDirectoryName(home)!)
        {
            if (!Directory.Exists(home) || Directory.EnumerateFileSystemEntries(home).Any())
            {
                return;
            }

            Directory.Delete(home);
        }
    }

    private string Home(string id) => Path.Combine(Folder, id.Replace('/', Path.DirectorySeparatorChar));
}
