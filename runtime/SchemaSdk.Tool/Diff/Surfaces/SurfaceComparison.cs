namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>
/// Compares the generated types of an input or output as callers see them. Types correspond if their full names are equal.
/// </summary>
/// <param name="old">The types of the older client.</param>
/// <param name="new">The types of the newer client.</param>
/// <param name="isInput">True for an input, which callers create; false for an output.</param>
internal sealed class SurfaceComparison(ClientSurface old, ClientSurface @new, bool isInput)
{
    private readonly List<SurfaceChange> _changes = [];

    /// <summary>Compares the types, and returns at most one change of each kind per member.</summary>
    internal IReadOnlyList<SurfaceChange> Run()
    {
        foreach (var before in old.Types)
        {
            if (@new.Find(before.Name) is not { } after)
            {
                TellGone(before);
            }
            else if (before.Kind != after.Kind)
            {
                Tell(before.Path, $"the C# type {before.Name} changed from a {Word(before.Kind)} to a {Word(after.Kind)}");
            }
            else
            {
                Compare(before, after);
            }
        }

        return [.. _changes.DistinctBy(change => (change.Member, change.IsOfReading))];
    }

    private static string Word(SurfaceKind kind) => kind switch
    {
        SurfaceKind.TextEnum => "set of strings",
        SurfaceKind.IntegerEnum => "set of whole numbers",
        SurfaceKind.NumberEnum => "set of numbers",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private void Compare(SurfaceType before, SurfaceType after)
    {
        foreach (var (name, value) in before.Constants)
        {
            if (!after.Constants.TryGetValue(name, out var other))
            {
                Tell(before.Path, $"the C# constant {name} was removed");
            }
            else if (other != value && after.Constants.Values.Contains(value))
            {
                Tell(before.Path, $"the C# constant {name} now stands for '{other}' instead of '{value}'");
            }
        }

        var members = after.Members.ToDictionary(member => member.Name, StringComparer.Ordinal);
        var isSet = isInput && before.Kind is SurfaceKind.Record or SurfaceKind.Call;
        foreach (var member in before.Members)
        {
            var path = before.Kind == SurfaceKind.Call ? before.Path : $"{before.Path}.{member.Name}";
            if (members.TryGetValue(member.Name, out var same))
            {
                // If the old JSON member is gone, the comparison of the schemas reports it.
                if (same.WireName != member.WireName && after.Members.Any(other => other.WireName == member.WireName))
                {
                    Tell(path, $"the C# property {member.Name} now stands for '{same.WireName}' instead of '{member.WireName}'");
                }

                Compare(path, member, same, isSet);
                continue;
            }

            var other = after.Members.FirstOrDefault(other => other.WireName.Length > 0 && other.WireName == member.WireName);
            Tell(
                path,
                other is not null ? $"the C# name changed from {member.Name} to {other.Name}"
                    : $"the C# {(before.Kind == SurfaceKind.Union ? "branch" : "property")} {member.Name} was removed",
                isInput && !isSet);
        }

        var required = before.Members.Where(member => member.IsRequired).Select(member => member.Name);
        foreach (var name in after.Members.Where(member => member.IsRequired).Select(member => member.Name).Except(required))
        {
            Tell($"{before.Path}.{name}", "the C# property is now required");
        }

        CompareWays(before, after);
    }

    private void Compare(string path, SurfaceMember before, SurfaceMember after, bool isSet)
    {
        var text = $"the C# type changed from {before.Value} to {after.Value}";
        if (isSet && !@new.Converts(before.Value, after.Value))
        {
            Tell(path, text);
        }
        else if (!IsReadAlike(before.Value, after.Value))
        {
            Tell(path, text, isInput);
        }
    }

    /// <summary>Returns true if code that reads a value of the old type compiles with the new type too.</summary>
    private bool IsReadAlike(SurfaceValue before, SurfaceValue after)
    {
        // Code such as "output.Seed ?? 0" or "output.Seed.Value" does not compile for a struct that cannot be null anymore.
        var losesNull = !isInput && before.MayBeNull && !after.MayBeNull && old.IsStruct(before.Type);

        // Code such as "output.Video.Url" or "output.Seconds is double" needs the old type itself, not a type that converts to it.
        return before.Type == after.Type && !losesNull && (before.MayBeNull || !after.MayBeNull);
    }

    private void CompareWays(SurfaceType before, SurfaceType after)
    {
        foreach (var (method, from) in isInput ? before.Ways : [])
        {
            var isThere = method is null
                ? @new.Converts(from, new(after.Name, from.MayBeNull))
                : after.Ways.Any(way => way.Method == method && @new.Converts(from, way.From));
            if (!isThere)
            {
                Tell(before.Path, $"{before.Name} cannot be created{(method is null ? "" : $" with {method}")} from {from} anymore");
            }
        }
    }

    /// <summary>Reports a removed type, unless the type that contains it was removed too.</summary>
    private void TellGone(SurfaceType type)
    {
        var end = type.Name.LastIndexOf('.');
        if (end < 0 || @new.Find(type.Name[..end]) is not null)
        {
            Tell(type.Path, $"the C# type {type.Name} was removed");
        }
    }

    private void Tell(string member, string text, bool isOfReading = false) => _changes.Add(new(member, text, isOfReading));
}
