using System.Globalization;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.SchemaFolders.Texts;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>Decides what becomes of each model, and collects what is to be written. Nothing is written yet.</summary>
/// <param name="folder">The folder with its lock, which is changed. It gets what is to be written.</param>
/// <param name="source">The address of the service.</param>
/// <param name="now">The time.</param>
internal sealed class SchemaTaking(ChangedFolder folder, string source, DateTimeOffset now)
{
    private readonly Spellings _spellings = folder.Spellings();
    private readonly List<Finding> _findings = [];

    /// <summary>The fate of each model that did not stay as it is.</summary>
    internal IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The number of models whose files are what the catalogue says.</summary>
    internal int Unchanged { get; private set; }

    /// <summary>Takes a model as the catalogue has it.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="isFacts">True to drop the service's prose, as is done anyway where it was before.</param>
    /// <param name="overwrites">True to replace a file that somebody edited.</param>
    internal void Take(ModelCatalogEntry entry, bool isFacts, bool overwrites)
    {
        var id = entry.Id;
        if (ModelIdFault.Of(id) is { } fault)
        {
            Find(
                "refused-id",
                FindingLevel.Error,
                id,
                $"The id '{ModelIdFault.Cut(id)}' cannot be a folder: it {fault}. The model was left out.");
        }
        else if (_spellings.Claim(id) is { } other)
        {
            Find(
                "refused-id",
                FindingLevel.Error,
                id,
                $"The id '{id}' and the folder '{other}' differ only by upper and lower case: some systems have one folder for both. "
                + "The model was left out.");
        }
        else
        {
            var known = folder.Locked.Find(id);
            var taken = new LockedModel(Now, "", source, isFacts || known is { IsFacts: true });

            // A model that was removed and is there again is a new one.
            Take(id, entry.InputSchema, taken, known is { IsRemoved: true } ? null : known, overwrites);
        }
    }

    /// <summary>Marks a model that the catalogue no longer has.</summary>
    internal void Retire(string id)
    {
        if (folder.Locked.Find(id) is not { Retirement: null } known)
        {
            return;
        }

        if (!File.Exists(folder.Paths.Input(id)))
        {
            folder.Locked.Drop(id);
            Find("dropped", FindingLevel.Note, id, $"{id} is neither in the catalogue nor in the folder.");
            return;
        }

        var retirement = new Retirement(now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Retirement.Warn);
        var path = folder.Paths.Patch(id);
        var patch = File.Exists(path) ? File.ReadAllText(path) : null;
        if (Tombstone.Put(patch, retirement) is not { } marked)
        {
            // The lock stays as it is, so that the next run tries again.
            Find(
                "unmarked",
                FindingLevel.Error,
                id,
                $"{id} is no longer in the catalogue, and its input.patch.json is not a JSON object, so that it could not be marked. Mend "
                + "the patch and run the command again, or put x-retired into it by hand.");
            return;
        }

        if (marked != patch)
        {
            folder.Files.Put(path, marked);
        }

        folder.Locked.Put(id, known with { Retirement = retirement });
        Find("retired", FindingLevel.Warning, id, $"{id} is no longer in the catalogue. Its patch says so with x-retired.");
    }

    private string Now => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void Take(string id, string? schema, LockedModel taken, LockedModel? known, bool overwrites)
    {
        if (TextOf(id, schema, taken.IsFacts) is not { } text)
        {
            return;
        }

        var path = folder.Paths.Input(id);
        var onDisk = File.Exists(path) ? ContentHash.Of(File.ReadAllText(path)) : null;
        taken = taken with { Hash = ContentHash.Of(text) };
        if (onDisk == taken.Hash)
        {
            // A file of the same content without a line in the lock: an earlier command was killed before it wrote the lock.
            var isAsLocked = known is not null && known.Hash == taken.Hash;
            folder.Locked.Put(id, isAsLocked ? known! with { Source = source, IsFacts = taken.IsFacts, Retirement = null } : taken);
            Unchanged++;
        }
        else if (onDisk is not null && known is null)
        {
            Find("kept", FindingLevel.Note, id, $"{id} is not from a catalogue: its files stay as they are.");
            return;
        }
        else if (onDisk is not null && known!.Hash != onDisk && !overwrites)
        {
            Find(
                "edited",
                FindingLevel.Error,
                id,
                $"{id}/input.json is not what was taken: somebody edited it, and it stays so. Move the change to input.patch.json, and "
                + "give --overwrite.");
            return;
        }
        else
        {
            folder.Files.Put(path, text);
            folder.Locked.Put(id, taken);
            var rule = known is null ? "added" : onDisk is null ? "restored" : "updated";
            Find(rule, FindingLevel.Note, id, id);
        }

        if (known is { Retirement: { } retirement } && !Return(id))
        {
            // The next run tries again.
            folder.Locked.Put(id, folder.Locked.Find(id)! with { Retirement = retirement });
        }
    }

    private string? TextOf(string id, string? schema, bool isFacts)
    {
        try
        {
            var written = schema ?? throw new SchemaTextException("is missing");
            return SchemaText.Of(isFacts ? SchemaFacts.Of(SchemaText.Of(written)) : written);
        }
        catch (SchemaTextException exception)
        {
            var outcome = folder.Locked.Find(id) is null or { IsRemoved: true } ? "The model was left out." : "The file stays as it is.";
            Find("unusable", FindingLevel.Error, id, $"The schema of {id} in the catalogue {exception.Message}. {outcome}");
            return null;
        }
    }

    private bool Return(string id)
    {
        var path = folder.Paths.Patch(id);
        var patch = File.Exists(path) ? File.ReadAllText(path) : "";
        if ((patch.Length == 0 ? patch : Tombstone.Take(patch)) is not { } rest)
        {
            Find(
                "still-marked",
                FindingLevel.Error,
                id,
                $"{id} is in the catalogue again, and its input.patch.json is not as it was when it was marked. Remove x-retired from it "
                + "by hand, and run the command again.");
            return false;
        }

        if (rest.Length == 0 && patch.Length > 0)
        {
            folder.Files.Delete(path);
        }
        else if (rest != patch)
        {
            folder.Files.Put(path, rest);
        }

        Find("returned", FindingLevel.Note, id, $"{id} is in the catalogue again.");
        return true;
    }

    private void Find(string rule, FindingLevel level, string id, string message) =>
        _findings.Add(new Finding(rule, level, message) { Model = ModelIdFault.Cut(id) });
}
