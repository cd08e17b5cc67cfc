using System.Text.Json;
using SchemaSdk.Emulation.Recordings.Kept;

namespace SchemaSdk.Emulation.Recordings.Inputs;

/// <summary>Compares two inputs value by value.</summary>
internal static class InputDifferences
{
    private const int MostDifferences = 100;
    private const int MostLength = 80;

    /// <summary>Returns the number of values that differ, and up to 100 of the differences.</summary>
    public static (int Count, IReadOnlyList<RecordingDifference> First) Between(string recorded, string sent)
    {
        var (old, now) = (ValuesOf(recorded), ValuesOf(sent));
        var differing = old.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(pointer => old.GetValueOrDefault(pointer) != now.GetValueOrDefault(pointer))
            .Order(StringComparer.Ordinal)
            .ToList();
        return (differing.Count, [.. differing.Take(MostDifferences).Select(pointer => new RecordingDifference(
            pointer, Cut(old.GetValueOrDefault(pointer)), Cut(now.GetValueOrDefault(pointer))))]);
    }

    private static Dictionary<string, string> ValuesOf(string canonical)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(canonical, JsonRewriter.Read);
        Add(document.RootElement, "", values);
        return values;
    }

    private static void Add(JsonElement value, string pointer, Dictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (var member in value.EnumerateObject())
                {
                    Add(member.Value, JsonRewriter.Below(pointer, member.Name), values);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                var item = 0;
                foreach (var one in value.EnumerateArray())
                {
                    Add(one, JsonRewriter.Below(pointer, item++), values);
                }

                break;
            default:
                values[pointer] = value.GetRawText();
                break;
        }
    }

    private static string? Cut(string? json) => json is not { Length: > MostLength } ? json
        : $"{json[..(MostLength - (char.IsHighSurrogate(json[MostLength - 2]) ? 2 : 1))]}…";
}
