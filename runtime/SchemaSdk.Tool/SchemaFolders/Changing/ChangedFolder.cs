using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Disk;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>A folder of schemas that this process is changing. Other processes cannot change it until this object is disposed.</summary>
internal sealed class ChangedFolder : IDisposable
{
    private readonly FolderGuard _guard;
    private readonly string _before;
    private readonly ClientOptions _client;
    private readonly string _home;
    private readonly IReadOnlyList<string> _inner;

    private ChangedFolder(SchemaPaths paths, FolderGuard guard, ToolHost host)
    {
        _guard = guard;
        _client = FolderClient.Of(ConfiguredFolder.At(paths.Folder, host));
        _home = host.Folder;
        _inner = ConfiguredFolder.Inside(paths.Folder);
        Paths = paths;
        Locked = paths.ReadLock() ?? new SchemaLock();
        Files = new StagedFiles(paths.Staging, host.CreateFile) { Root = paths.Folder };
        _before = LockWriter.Write(Locked);
    }

    internal SchemaPaths Paths { get; }

    /// <summary>The content of the lock file. The command changes it in memory.</summary>
    internal SchemaLock Locked { get; }

    internal StagedFiles Files { get; }

    /// <param name="folder">The full path of the folder.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <exception cref="CommandLine.Outcomes.ToolException">The folder is already being changed, or its lock file is invalid.</exception>
    internal static ChangedFolder Open(string folder, ToolHost host)
    {
        var paths = new SchemaPaths(folder);
        var guard = FolderGuard.Take(paths.Busy);
        try
        {
            return new ChangedFolder(paths, guard, host);
        }
        catch
        {
            // The constructor could not read the lock file. Release the guard, so that other processes can change the folder.
            guard.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Returns the folder that <c>schemasdk.json</c> lists inside this one and to which the files of a model would belong, as a path
    /// relative to the current folder; null if they belong to this folder.
    /// </summary>
    internal string? InnerOf(string id) =>
        _inner.FirstOrDefault(inner => ModelIds.BelowRoot(Paths.Input(id), inner) is not null) is { } found
            ? Path.GetRelativePath(_home, found).Replace('\\', '/')
            : null;

    /// <summary>Returns the spellings of all existing model ids. A new id must not differ from one of them only in case.</summary>
    internal Spellings Spellings()
    {
        var spellings = new Spellings();
        foreach (var id in Paths.Ids().Concat(Locked.Models.Where(model => !model.Value.IsRemoved).Select(model => model.Key)))
        {
            spellings.Claim(id);
        }

        return spellings;
    }

    /// <summary>
    /// Writes the files, and then the lock file. If this process is killed in between, the next run completes the lock file.
    /// </summary>
    /// <param name="service">
    /// The name of the service, to record in a new or changed lock file that does not name a service yet; null to record none.
    /// </param>
    /// <returns>A warning for each model that has more C# names than the lock file can keep.</returns>
    internal IReadOnlyList<Finding> Commit(string? service = null)
    {
        var findings = File.Exists(Paths.Lock) || LockWriter.Write(Locked) != _before
            ? new FolderNames(Paths, Locked, _client.Name).Update(Files.Texts)
            : [];

        if (LockWriter.Write(Locked) != _before)
        {
            Locked.Service ??= service;
            Files.Put(Paths.Lock, LockWriter.Write(Locked));
        }

        if (Files.Count > 0)
        {
            Files.Commit();
        }

        return findings;
    }

    public void Dispose() => _guard.Dispose();
}
