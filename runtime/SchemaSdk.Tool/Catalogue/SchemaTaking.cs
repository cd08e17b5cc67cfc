using System.Globalization;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Locking;
using SchemaSdk.Tool.SchemaFolders.Texts;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>Decides what happens to each model of the catalogue, and collects the changes without writing anything.</summary>
/// <param name="folder">The folder and its lock file. Changes to both are collected.</param>
/// <param name="source">The address of the service, as the lock file records it.</param>
/// <param name="now">The current time.</param>
internal sealed class SchemaTaking(ChangedFolder folder, string source, DateTimeOffset now)
{
    private readonly Spellings _spellings = folder.Spellings();
    private readonly List<Finding> _findings = [];

    internal IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The number of models whose files already match the catalogue.</summary>
    internal int Unchanged { get; private set; }

    /// <summary>Adds a model from the catalogue, or updates it.</summary>
    /// <param name="model">The model in the catalogue.</param>
    /// <param name="isFacts">
    /// True to drop the service's prose, such as descriptions. For a model whose prose was dropped before, the prose is always dropped.
    /// </param>
    /// <param name="overwrites">True to replace a file that was edited.</param>
    internal void Take(CatalogueModel model, bool isFacts, bool overwrites)
    {
        var id = model.Entry.Id;
        if (ModelIdFault.Of(id) is { } fault)
        {
            Find(
                "refused-id",
                FindingLevel.Error,
                id,
                $"The id '{ModelIdFault.Cut(id)}' is not a valid path: it {fault}. The model was skipped.");
        }
        else if (folder.InnerOf(id) is { } inner)
        {
            // The lock file may list the model from before the inner folder was configured.
            folder.Locked.Drop(id);
            Find(
                "refused-id",
                FindingLevel.Error,
                id,
                $"The id '{id}' is in the folder '{inner}', which {ConfigurationFile.Name} lists separately. The model was skipped.");
        }
        else if (_spellings.Claim(id) is { } other)
        {
            Find(
                "refused-id",
                FindingLevel.Error,
                id,
                $"The id '{id}' and the folder '{other}' differ only in case, so some systems would use one folder for both. "
                + "The model was skipped.");
        }
        else
        {
            var known = folder.Locked.Find(id);
            var taken = new LockedModel(Now, "", source, isFacts || known is { IsFacts: true }) { About = CatalogueFacts.Of(model) };

            // A removed model that reappears in the catalogue counts as new.
            Take(model, taken, known is { IsRemoved: true } ? null : known, overwrites);
        }
    }

    /// <summary>
    /// Marks a model as retired after it has disappeared from the catalogue. If the folder has no such model, drops it from the lock file.
    /// </summary>
    internal void Retire(string id)
    {
        if (folder.Locked.Find(id) is not { Retirement: null } known)
        {
            return;
        }

        if (folder.InnerOf(id) is not null || !File.Exists(folder.Paths.Input(id)))
        {
            folder.Locked.Drop(id);
            Find("dropped", FindingLevel.Note, id, $"{id} is not in the catalogue or the folder, so it was removed from the lock file.");
            return;
        }

        var retirement = new LockedRetirement(now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), LockedRetirement.Warn);
        var path = folder.Paths.Patch(id);
        var patch = folder.Paths.PatchText(id);
        if (Tombstone.Put(patch, retirement) is not { } marked)
        {
            // Leave the lock file unchanged, so that the next run tries to mark the model again.
            Find(
                "unmarked",
                FindingLevel.Error,
                id,
                $"{id} has disappeared from the catalogue, but its input.patch.json is not a JSON object, so the model could "
                + "not be marked as retired. Fix the patch and run the command again, or add x-retired to that file by hand.");
            return;
        }

        if (marked != patch)
        {
            folder.Files.Put(path, marked);
        }

        folder.Locked.Put(id, known with { Retirement = retirement });
        Find("retired", FindingLevel.Warning, id, $"{id} has disappeared from the catalogue. Its patch now marks it with x-retired.");
    }

    private string Now => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void Take(CatalogueModel model, LockedModel taken, LockedModel? known, bool overwrites)
    {
        var id = model.Entry.Id;
        if (FilesOf(model, taken.IsFacts, known) is not { } files)
        {
            if (known is { Retirement: not null } && Return(id))
            {
                folder.Locked.Put(id, known with { Retirement = null });
            }

            return;
        }

        if (known is { OutputHash: null } && !overwrites && files is [var input, { IsEdited: true }])
        {
            // The catalogue had no output schema, so the user wrote one.
            Find(
                "kept",
                FindingLevel.Note,
                id,
                $"{id}/output.json is not from the catalogue, so it was kept. To use the catalogue's output schema, delete this file.");
            files = [input];
        }

        var others = files.Where(static file => file.OnDisk != file.Hash).ToList();
        taken = taken with { Hash = files[0].Hash, OutputHash = files.Count > 1 ? files[1].Hash : known?.OutputHash };
        if (others.Count == 0)
        {
            // Keep the entry, because it has the time of the last change. Replace it only if a killed run wrote the files but no entry.
            var isAsLocked = known is not null && known.Hash == taken.Hash && known.OutputHash == taken.OutputHash;
            folder.Locked.Put(
                id,
                isAsLocked ? known! with { Source = source, IsFacts = taken.IsFacts, About = taken.About, Retirement = null } : taken);
            Unchanged++;
        }
        else if (known is null && others.Exists(static file => file.OnDisk is not null))
        {
            Find("kept", FindingLevel.Note, id, $"The files of {id} are not from a catalogue, so they were not changed.");
            return;
        }
        else if (!overwrites && others.Find(static file => file.IsEdited) is { } edited)
        {
            Find(
                "edited",
                FindingLevel.Error,
                id,
                $"{id}/{edited.Name} was edited after it was downloaded, so it was kept. Move the edits to "
                + $"{Path.ChangeExtension(edited.Name, "patch.json")}, and use --overwrite.");

            // The model is not retired, because the service has it.
            folder.Locked.Put(id, known! with { Retirement = null });
        }
        else
        {
            others.ForEach(file => folder.Files.Put(file.Path, file.Text));
            folder.Locked.Put(id, taken);
            var isRestored = others.TrueForAll(static file => file.OnDisk is null && file.Known is not null);
            Find(known is null ? "added" : isRestored ? "restored" : "updated", FindingLevel.Note, id, id);
            FindLost(model);
        }

        if (known is { Retirement: { } retirement } && !Return(id))
        {
            // x-retired could not be removed from the patch, so the lock file keeps the retirement for the next run.
            folder.Locked.Put(id, folder.Locked.Find(id)! with { Retirement = retirement });
        }
    }

    private void FindLost(CatalogueModel model)
    {
        foreach (var (file, reference) in model.Lost)
        {
            Find(
                "lost-reference",
                FindingLevel.Warning,
                model.Entry.Id,
                $"{model.Entry.Id}/{file} refers to '{reference}', which is not in the document. The C# type of the missing part "
                + "is JsonElement until a patch describes that part.");
        }
    }

    private IReadOnlyList<CatalogueSchema>? FilesOf(CatalogueModel model, bool isFacts, LockedModel? known)
    {
        var id = model.Entry.Id;
        try
        {
            return CatalogueSchema.AllOf(model, isFacts, known, folder.Paths);
        }
        catch (SchemaTextException exception)
        {
            var outcome = folder.Locked.Find(id) is null or { IsRemoved: true } ? "The model was skipped." : "The file was not changed.";
            Find("unusable", FindingLevel.Error, id, $"The schema of {id} in the catalogue {exception.Message}. {outcome}");
            return null;
        }
    }

    private bool Return(string id)
    {
        var path = folder.Paths.Patch(id);
        var patch = folder.Paths.PatchText(id) ?? "";
        if ((patch.Length == 0 ? patch : Tombstone.Take(patch)) is not { } rest)
        {
            Find(
                "still-marked",
                FindingLevel.Error,
                id,
                $"{id} is in the catalogue again, but its input.patch.json was edited, so x-retired could not be removed. Remove "
                + "x-retired from that file by hand, and run the command again.");
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
