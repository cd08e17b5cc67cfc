using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Diff.Surfaces;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares the models of two folders.</summary>
/// <param name="old">The models of the older folder.</param>
/// <param name="new">The models of the newer folder.</param>
internal sealed class ModelComparison(ModelSet old, ModelSet @new)
{
    // The rule for a model whose use is now a compiler error. If its use was a warning before, the change counts as announced.
    private const string StageRule = $"input-{OwnKeyword.Retired}-gone";

    private readonly List<ModelChange> _changes = [];

    // A shared output schema is compared and reported only once, with the number of models that share it.
    private readonly Dictionary<(string?, string?), (int From, int Count)> _known = [];

    /// <summary>Compares all models, in the order of their ids.</summary>
    internal IReadOnlyList<ModelChange> Run(CancellationToken stop)
    {
        foreach (var id in old.Ids.Union(@new.Ids, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            if (!@new.Ids.Contains(id))
            {
                _changes.Add(new ModelChange(id, "model-gone", Severity.Breaking, "The model was removed.")
                {
                    Old = ModelSet.StartOf(old.InputOf(id)),
                    IsAnnounced = old.IsAnnounced(id),
                });
            }
            else if (!old.Ids.Contains(id))
            {
                var place = ModelSet.StartOf(@new.InputOf(id));
                _changes.Add(new ModelChange(id, "model-new", Severity.Feature, "The model is new.") { New = place });
            }
            else
            {
                ComparePaths(id);
                Compare(id, Direction.Input, old.InputOf(id), @new.InputOf(id), stop);
                Compare(id, Direction.Output, old.OutputOf(id), @new.OutputOf(id), stop);
            }
        }

        return _changes;
    }

    private void Compare(string id, Direction direction, SchemaFile? before, SchemaFile? after, CancellationToken stop)
    {
        if (_known.TryGetValue((before?.Path, after?.Path), out var told))
        {
            for (var i = told.From; i < told.From + told.Count; i++)
            {
                _changes[i] = _changes[i] with { Sharing = _changes[i].Sharing + 1 };
            }

            return;
        }

        var from = _changes.Count;
        if (before is null || after is null)
        {
            AddOutput(id, before, after);
        }
        else if (!IsSame(before, after))
        {
            CompareFiles(id, direction, before, after, stop);
        }

        _known.Add((before?.Path, after?.Path), (from, _changes.Count - from));
    }

    private void AddOutput(string id, SchemaFile? before, SchemaFile? after)
    {
        if (before is not null || after is not null)
        {
            _changes.Add(new ModelChange(
                id,
                before is null ? "output-new" : "output-gone",
                Severity.Breaking,
                before is null ? "The output now has a schema, so a new C# type replaces JsonElement." : "The output schema was removed.")
            {
                Old = before is null ? null : ModelSet.StartOf(before),
                New = after is null ? null : ModelSet.StartOf(after),
            });
        }
    }

    private void CompareFiles(string id, Direction direction, SchemaFile before, SchemaFile after, CancellationToken stop)
    {
        var (oldSchema, newSchema) = (old.Normalize(before), @new.Normalize(after));
        if (oldSchema.Root is null || newSchema.Root is null)
        {
            var unreadable = oldSchema.Root is null ? before : after;
            _changes.Add(new ModelChange(
                id,
                $"{direction}-unreadable".ToLowerInvariant(),
                Severity.Unknown,
                $"{(ReferenceEquals(unreadable, before) ? "The older" : "The newer")} schema cannot be read; 'schemasdk lint' says why.")
            {
                Old = ModelSet.StartOf(before),
                New = ModelSet.StartOf(after),
            });
            return;
        }

        var oldMembers = new Lazy<ModelMembers>(() => old.MembersOf(id, direction));
        var newMembers = new Lazy<ModelMembers>(() => @new.MembersOf(id, direction));
        foreach (var change in new SchemaComparison(direction, new SchemaSide(oldSchema), new SchemaSide(newSchema)).Run(stop))
        {
            var member = (change.New is null ? oldMembers : newMembers).Value.Of(change.Pointer);
            var isStage = change.Rule == StageRule;
            var severity = isStage && !@new.TakesError(id) ? Severity.Patch : change.Severity;
            _changes.Add(new ModelChange(id, change.Rule, severity, $"{member}: {change.Text}")
            {
                Old = change.Old,
                New = change.New,
                Pointer = change.SchemaPointer,
                Member = member,
                IsAnnounced = isStage && old.IsAnnounced(id),
            });
        }

        AddTypes(id, direction, before, after, oldMembers.Value.Of(""));
    }

    /// <summary>Compares the C# path that callers write to reach a model. The path can change when another model is added.</summary>
    private void ComparePaths(string id)
    {
        if (old.PathOf(id) is { } before && @new.PathOf(id) is { } after && before != after)
        {
            var text = $"The C# name changed from {before} to {after}.";
            _changes.Add(new ModelChange(id, "model-csharp-gone", Severity.Breaking, text)
            {
                Old = ModelSet.StartOf(old.InputOf(id)),
                New = ModelSet.StartOf(@new.InputOf(id)),
            });
        }
    }

    /// <summary>
    /// Adds the changes that keep callers' code from compiling, unless a breaking change to the same member has already been reported.
    /// </summary>
    private void AddTypes(string id, Direction direction, SchemaFile before, SchemaFile after, string type)
    {
        if (old.SurfaceOf(id, direction, type) is not { } older || @new.SurfaceOf(id, direction, type) is not { } newer)
        {
            return;
        }

        var told = _changes
            .Where(change => change.Model == id && change.Severity == Severity.Breaking)
            .Select(change => change.Member)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var change in new SurfaceComparison(older, newer, direction == Direction.Input).Run())
        {
            if (!told.Contains(change.Member))
            {
                var (rule, severity) = change.IsOfReading ? ("reads", Severity.Reading) : ("gone", Severity.Breaking);
                _changes.Add(new ModelChange(
                    id, $"{direction}-csharp-{rule}".ToLowerInvariant(), severity, $"{change.Member}: {change.Text}")
                {
                    Old = ModelSet.StartOf(before),
                    New = ModelSet.StartOf(after),
                    Member = change.Member,
                });
            }
        }
    }

    // Also compares the C# names from the lock files, which may differ for equal schemas. The references of both sides are sorted.
    private static bool IsSame(SchemaFile before, SchemaFile after) =>
        before.Written == after.Written
        && before.Kept.Equals(after.Kept)
        && before.Patch?.Written == after.Patch?.Written
        && before.References.Select(file => file.Written).SequenceEqual(after.References.Select(file => file.Written));
}
