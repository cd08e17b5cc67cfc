using System.Globalization;
using ModelContextProtocol.Protocol;
using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Tools;

/// <summary>The arguments of a call. Each read checks the value, because an agent wrote it.</summary>
internal sealed class ToolArguments
{
    private const int MaxText = 500;

    private readonly IDictionary<string, JsonElement> _values;
    private readonly JsonElement _known;

    /// <exception cref="ToolRefusal">The call has an argument that the tool does not have.</exception>
    internal ToolArguments(CallToolRequestParams? call, Tool tool)
    {
        _values = call?.Arguments ?? new Dictionary<string, JsonElement>();
        _known = tool.InputSchema.GetProperty("properties");
        foreach (var name in _values.Keys)
        {
            if (!_known.TryGetProperty(name, out _))
            {
                var names = string.Join(", ", _known.EnumerateObject().Select(static property => property.Name));
                throw new ToolRefusal($"{tool.Name} has no argument '{Cut(name)}'. Its arguments: {(names.Length > 0 ? names : "none")}.");
            }
        }
    }

    internal string? Text(string name, int most = MaxText)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || TextOf(value) is not { Length: > 0 } text || text.Length > most)
        {
            throw Wrong(name, $"a string of 1 to {most} characters");
        }

        return text;
    }

    /// <summary>Reads one of the values that the tool's schema lists.</summary>
    internal string? Choice(string name)
    {
        var text = Text(name);
        var values = _known.GetProperty(name).GetProperty("enum").EnumerateArray().Select(static value => value.GetString()).ToList();
        return text is null || values.Contains(text) ? text : throw Wrong(name, $"one of {string.Join(", ", values)}");
    }

    internal string RequiredText(string name) => Text(name) ?? throw Missing(name);

    internal int Number(string name, int least, int most, int otherwise)
    {
        if (Find(name) is not { } value)
        {
            return otherwise;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    internal decimal? Dollars(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount > 0
            ? amount
            : throw Wrong(name, "an amount of US dollars above zero");
    }

    internal DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Wrong(name, "a time such as 2026-11-26T08:00:00Z");
    }

    internal JsonElement RequiredObject(string name)
    {
        var value = Find(name) ?? throw Missing(name);
        return value.ValueKind == JsonValueKind.Object ? value : throw Wrong(name, "a JSON object, not a string that contains JSON");
    }

    // Some agents send null for the arguments that they do not use.
    private JsonElement? Find(string name) =>
        _values.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // The text has an unpaired surrogate.
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static ToolRefusal Missing(string name) => new($"The argument '{name}' is missing.");

    private ToolRefusal Wrong(string name, string form) =>
        new($"The argument '{name}' is {Cut(_values[name].GetRawText())}; it must be {form}.");
}
