using System.Globalization;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>One step from a place to a part of it.</summary>
/// <param name="Name">The name of a member; the number of an item as text.</param>
/// <param name="Index">The number of an item; -1 for a member.</param>
/// <param name="Place">The place that it leads to.</param>
internal sealed record InputStep(string Name, int Index, InputPlace Place);

/// <summary>Finds the place that a typed name such as <c>multi_prompt.0.prompt</c> leads to.</summary>
internal static class InputPath
{
    /// <summary>Follows a name.</summary>
    /// <param name="root">The whole input.</param>
    /// <param name="name">The name as it was typed.</param>
    /// <param name="wrong">The part that the schema does not have, and the place that lacks it; null if everything is found.</param>
    /// <returns>The steps that were found.</returns>
    internal static IReadOnlyList<InputStep> Follow(InputPlace root, string name, out (string Name, InputPlace At)? wrong)
    {
        var steps = new List<InputStep>();
        var (place, rest) = (root, name.Split('.'));
        while (rest.Length > 0)
        {
            if (Longest(place, rest) is not { } found)
            {
                wrong = (string.Join('.', rest), place);
                return steps;
            }

            steps.Add(found.Step);
            (place, rest) = (found.Step.Place, rest[found.Length..]);
        }

        wrong = null;
        return steps;
    }

    // A member may have a dot in its name, so the longest name that the schema has is used.
    private static (InputStep Step, int Length)? Longest(InputPlace place, string[] rest)
    {
        var known = place.Members.Select(member => member.Property!.WireName).ToHashSet(StringComparer.Ordinal);
        for (var length = rest.Length; length > 0; length--)
        {
            var name = string.Join('.', rest[..length]);
            if (known.Contains(name))
            {
                return (new InputStep(name, -1, place.Member(name)!), length);
            }
        }

        return place.Item is { } item && int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (new InputStep(rest[0], index, item), 1)
            : place.Member(rest[0]) is { } any ? (new InputStep(rest[0], -1, any), 1)
            : null;
    }
}
