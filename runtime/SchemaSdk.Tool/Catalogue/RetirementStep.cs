using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Disk;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>Decides what happens to each retired model, and collects the changes without writing anything.</summary>
/// <param name="paths">The paths of the files.</param>
/// <param name="locked">The content of the lock file. It is changed in memory.</param>
/// <param name="files">The collected file changes.</param>
internal sealed class RetirementStep(SchemaPaths paths, SchemaLock locked, StagedFiles files)
{
    private readonly List<Finding> _findings = [];

    internal IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The ids of the models whose files are deleted.</summary>
    internal List<string> Removed { get; } = [];

    /// <summary>Moves a model to a stage of its retirement. If the model is already at that stage, updates only the lock file.</summary>
    internal void Move(string id, LockedModel model, LockedRetirement next)
    {
        if (next.Stage == model.Retirement!.Stage)
        {
            locked.Put(id, model with { Retirement = next });
        }
        else if (next.Stage == LockedRetirement.Removed || !File.Exists(paths.Input(id)))
        {
            // Without its files, a model's stage cannot be raised, so the model is removed now.
            Remove(id, model, next with { Stage = LockedRetirement.Removed });
        }
        else
        {
            Raise(id, model, next);
        }
    }

    /// <summary>Drops a model from the lock file, because its files belong to an inner folder. The files are not changed.</summary>
    /// <param name="id">The id of the model.</param>
    /// <param name="inner">The inner folder, for the message.</param>
    internal void Drop(string id, string inner)
    {
        locked.Drop(id);
        Find(
            "dropped",
            FindingLevel.Warning,
            id,
            $"{id} is in the folder '{inner}', which {ConfigurationFile.Name} lists separately, so it was removed from the lock file. "
            + "If its input.patch.json has x-retired and the service still has the model, remove x-retired.");
    }

    private void Raise(string id, LockedModel model, LockedRetirement next)
    {
        var patch = paths.PatchText(id) ?? "";
        if (Tombstone.StageOf(patch) == next.Stage)
        {
            locked.Put(id, model with { Retirement = next });
        }
        else if (Tombstone.Raise(patch, next) is { } raised)
        {
            files.Put(paths.Patch(id), raised);
            locked.Put(id, model with { Retirement = next });
            var effect = IsUsedBelow(id)
                ? $"fails to compile once all models below {id} have the stage '{next.Stage}' too."
                : "now fails to compile.";
            Find("raised", FindingLevel.Warning, id, $"{id} has been retired since {next.Since}. Code that uses it {effect}");
        }
        else
        {
            Find(
                "unraised",
                FindingLevel.Error,
                id,
                $"{id} has been retired since {next.Since}, but its stage could not be raised, because its input.patch.json has no "
                + "x-retired in the form that 'update' writes. Insert the following as the first member of that file, and run the "
                + "command again: "
                + $"\"x-retired\": {{ \"since\": \"{next.Since}\", \"stage\": \"{next.Stage}\" }}");
        }
    }

    // Code reaches the models below this one through this model's property, so the property compiles while code may use any of them.
    private bool IsUsedBelow(string id) => paths.Ids().Any(other =>
        other.StartsWith(id + "/", StringComparison.Ordinal) && locked.Find(other)?.Retirement is null or { Stage: LockedRetirement.Warn });

    private void Remove(string id, LockedModel model, LockedRetirement next)
    {
        var own = new List<(string Path, string Hash)> { (paths.Input(id), model.Hash) };
        var isShared = model.OutputHash is not null && paths.IsOutputShared(id, Removed);
        if (model.OutputHash is { } output && !isShared)
        {
            own.Add((paths.OwnOutput(id), output));
        }

        if (own.Find(static file => File.Exists(file.Path) && ContentHash.Of(File.ReadAllText(file.Path)) != file.Hash).Path is { } edited)
        {
            var name = Path.GetFileName(edited);
            Find(
                "edited",
                FindingLevel.Error,
                id,
                $"{id} has been retired since {next.Since} and is due to be removed, but its files were kept, because {id}/{name} "
                + $"was edited. Delete {name} by hand, and run the command again.");
            return;
        }

        // If the schema is missing, a person or a killed command deleted it, so the stage in the patch does not matter.
        if (File.Exists(own[0].Path) && Tombstone.StageOf(paths.PatchText(id) ?? "") != model.Retirement!.Stage)
        {
            Find(
                "unraised",
                FindingLevel.Error,
                id,
                $"{id} has been retired since {next.Since} and is due to be removed, but its files were kept, because x-retired in its "
                + "input.patch.json was changed. In that file, restore the member \"x-retired\": "
                + $"{{ \"since\": \"{next.Since}\", \"stage\": \"{model.Retirement.Stage}\" }}, or delete {id}/input.json "
                + "by hand. Then run the command again.");
            return;
        }

        var deleted = own.Select(static file => file.Path).Append(paths.Patch(id)).Where(File.Exists).ToList();
        deleted.ForEach(files.Delete);
        foreach (var path in paths.OwnOutputs(id).Where(File.Exists).Except(deleted))
        {
            var why = isShared && path == paths.OwnOutput(id)
                ? $"is also the output schema of a model below {id} and was kept. Delete it once that model is gone."
                : $"was written by hand and was kept. If no model below {id} needs it, delete it.";
            Find("left", FindingLevel.Warning, id, $"{id}/{Path.GetFileName(path)} {why}");
        }

        locked.Put(id, model with { Retirement = next });
        Removed.Add(id);
        Find("removed", FindingLevel.Warning, id, $"{id} has been retired since {next.Since}, and its files were deleted.");
    }

    private void Find(string rule, FindingLevel level, string id, string message) =>
        _findings.Add(new Finding(rule, level, message) { Model = id });
}
