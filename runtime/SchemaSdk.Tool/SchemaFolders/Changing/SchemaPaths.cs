using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>The paths of the files in a folder of schemas.</summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed class SchemaPaths(string folder)
{
    internal string Folder { get; } = Path.TrimEndingDirectorySeparator(folder);

    /// <summary>The path of the folder's lock file, such as <c>schemas.lock.json</c> next to the <c>schemas</c> folder.</summary>
    internal string Lock => LockFile.PathOf(Folder);

    /// <summary>The path of a file that a process keeps open to prevent others from changing the folder at the same time.</summary>
    internal string Busy => Lock + ".busy";

    /// <summary>The folder to which new files are written before they replace the old ones.</summary>
    internal string Staging => Lock + ".staging";

    /// <summary>The path of the output schema for all models that have none of their own.</summary>
    internal string Output => OwnOutput("");

    /// <summary>Reads the lock file. Returns null if the folder has none.</summary>
    /// <exception cref="CommandLine.Outcomes.ToolException">The lock file cannot be used.</exception>
    internal SchemaLock? ReadLock() => File.Exists(Lock) ? new LockReader(Lock).Read(File.ReadAllText(Lock)) : null;

    /// <summary>Returns true if the lock file lists a model that was downloaded from a catalogue.</summary>
    /// <exception cref="CommandLine.Outcomes.ToolException">The lock file cannot be used.</exception>
    internal bool HasTakenModels() => ReadLock() is { Models.Count: > 0 };

    /// <summary>Returns the catalogues whose sizes the lock file records. Empty if the file lists no model from a catalogue.</summary>
    /// <exception cref="CommandLine.Outcomes.ToolException">The lock file cannot be used.</exception>
    internal HashSet<string> CountedCatalogues() => ReadLock() is { Models.Count: > 0 } locked ? [.. locked.Catalogues.Keys] : [];

    /// <summary>Returns the retired models in the lock file, each with the stage of its retirement.</summary>
    /// <exception cref="CommandLine.Outcomes.ToolException">The lock file cannot be used.</exception>
    internal HashSet<(string Id, string Stage)> Retirements() =>
    [
        .. ReadLock()?.Models
            .Where(static model => model.Value.Retirement is not null)
            .Select(static model => (model.Key, model.Value.Retirement!.Stage)) ?? [],
    ];

    internal string Input(string id) => Path.Combine(Home(id), SchemaFileName.Input);

    internal string OwnOutput(string id) => Path.Combine(Home(id), SchemaFileName.Output);

    internal string Patch(string id) => Path.Combine(Home(id), SchemaFileName.InputPatch);

    /// <summary>Returns the text of a model's patch, decoded as a build decodes it; null if the model has none.</summary>
    internal string? PatchText(string id) => File.Exists(Patch(id)) ? FileText.Read(Patch(id)) : null;

    /// <summary>Returns the paths of the output schema and its patch in the folder of a model.</summary>
    internal string[] OwnOutputs(string id) => [OwnOutput(id), Path.Combine(Home(id), SchemaFileName.OutputPatch)];

    /// <summary>Returns true if a model has an output schema: its own, or one in an outer folder.</summary>
    internal bool HasOutput(string id) => OutputIndex.HomesOf(id).Any(home => File.Exists(OwnOutput(home)));

    /// <summary>Returns true if a model in an inner folder has no output schema of its own and uses that of the given model.</summary>
    /// <param name="id">The id of the model with the output schema.</param>
    /// <param name="removed">The ids of models to ignore, because their files are about to be deleted.</param>
    internal bool IsOutputShared(string id, IEnumerable<string> removed) => Ids().Except(removed).Any(
        other => other.StartsWith(id + "/", StringComparison.Ordinal)
        && OutputIndex.HomesOf(other).First(home => home.Length == 0 || File.Exists(OwnOutput(home))) == id);

    /// <summary>Lists the ids of the models that currently have files.</summary>
    internal IEnumerable<string> Ids() => Directory.Exists(Folder) ? FolderReading.Ids(Folder) : [];

    /// <summary>Deletes the folder of a model if it is empty, and then each outer folder that has become empty.</summary>
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
