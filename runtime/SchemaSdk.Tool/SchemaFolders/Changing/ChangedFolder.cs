using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.SchemaFolders.Disk;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>A folder of schemas while this process changes it. No other one does, until this is disposed.</summary>
internal sealed class ChangedFolder : IDisposable
{
    private readonly FolderGuard _guard;
    private readonly string _before;

    private ChangedFolder(SchemaPaths paths, FolderGuard guard, ToolHost host)
    {
        _guard = guard;
        Paths = paths;
        Locked = File.Exists(paths.Lock) ? new LockReader(paths.Lock).Read(File.ReadAllText(paths.Lock)) : new SchemaLock();
        Files = new StagedFiles(paths.Staging, host.CreateFile);
        _before = LockWriter.Write(Locked);
    }

    internal SchemaPaths Paths { get; }

    /// <summary>The models that were taken before, as the lock has them. It may be changed.</summary>
    internal SchemaLock Locked { get; }

    /// <summary>Gets what is to be written.</summary>
    internal StagedFiles Files { get; }

    /// <param name="folder">The folder, as a full path.</param>
    /// <param name="host">The surroundings.</param>
    /// <exception cref="CommandLine.Outcomes.ToolException">Another process changes the folder, or its lock cannot be used.</exception>
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
            // The lock could not be read: whoever mends it is not to be kept out.
            guard.Dispose();
            throw;
        }
    }

    /// <summary>Lists the spellings of all folders and locked models that are there, from which those of new models must differ.</summary>
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
    /// Writes what there is to write, and the lock at last: whoever is killed before that finds the files of the next run to be as they
    /// should be.
    /// </summary>
    internal void Commit()
    {
        var after = LockWriter.Write(Locked);
        if (after != _before)
        {
            Files.Put(Paths.Lock, after);
        }

        if (Files.Count > 0)
        {
            Files.Commit();
        }
    }

    public void Dispose() => _guard.Dispose();
}
