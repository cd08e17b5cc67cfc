using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>The files of a folder of schemas.</summary>
/// <param name="folder">The folder, as a full path.</param>
internal sealed class SchemaPaths(string folder)
{
    internal string Folder { get; } = Path.TrimEndingDirectorySeparator(folder);

    /// <summary>The lock of the folder: <c>schemas.lock.json</c> beside the folder <c>schemas</c>.</summary>
    internal string Lock => Folder + ".lock.json";

    /// <summary>Open as long as a process changes the folder.</summary>
    internal string Busy => Lock + ".busy";

    /// <summary>The texts that are to be files in a moment.</summary>
    internal string Staging => Lock + ".staging";

    /// <summary>The output of all models that have none of their own.</summary>
    internal string Output => OwnOutput("");

    internal string Input(string id) => Path.Combine(Home(id), SchemaFileName.Input);

    /// <summary>The output of one model.</summary>
    internal string OwnOutput(string id) => Path.Combine(Home(id), SchemaFileName.Output);

    internal string Patch(string id) => Path.Combine(Home(id), SchemaFileName.InputPatch);

    /// <summary>The files of a model that nothing but its own folder has.</summary>
    internal string[] OwnOutputs(string id) => [OwnOutput(id), Path.Combine(Home(id), SchemaFileName.OutputPatch)];

    /// <summary>Returns true if a model has an output: its own, or that of a folder above.</summary>
    internal bool HasOutput(string id) => OutputIndex.HomesOf(id).Any(home => File.Exists(OwnOutput(home)));

    /// <summary>The ids of the models that have a file at the moment.</summary>
    internal IEnumerable<string> Ids() => Directory.Exists(Folder) ? FolderReading.Ids(Folder) : [];

    /// <summary>Deletes the folder of a model, and those above it, as far as they are empty.</summary>
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
