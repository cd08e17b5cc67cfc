using System.Globalization;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>A step from a value to one of its members or items.</summary>
/// <param name="Name">The name of the member, or the index of the item as text.</param>
/// <param name="Index">The index of the item; -1 for a member.</param>
/// <param name="Place">The location that the step leads to.</param>
internal sealed record InputStep(string Name, int Index, InputPlace Place);

/// <summary>Resolves a name that the user typed, such as <c>multi_prompt.0.prompt</c>.</summary>
internal static class InputPath
{
    /// <summary>Resolves a name as far as the schema allows.</summary>
    /// <param name="root">The location of the whole input.</param>
    /// <param name="name">The name as it was typed.</param>
    /// <param name="wrong">
    /// The first part that is not in the schema, and the location where it was looked up; null if the name was resolved.
    /// </param>
    /// <returns>The steps that were resolved.</returns>
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

    // The name of a member can contain dots, so as many parts as possible count as one name.
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
