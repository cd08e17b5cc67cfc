using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SchemaSdk.Files;

/// <summary>Prepares JSON for agents and language models to read.</summary>
internal static partial class ShownJson
{
    // The maximum depth that Utf8JsonWriter writes by default.
    private const int MaxDepth = 1000;

    /// <summary>Writes characters outside ASCII without escapes, so that text in every language stays readable.</summary>
    internal static JsonSerializerOptions Readable { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    internal static JsonDocumentOptions AnyDepth { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Returns an output with U+FFFD in place of each unpaired surrogate. JSON can express these, but UTF-8 text cannot.</summary>
    /// <exception cref="ModelException">The output is nested too deeply, or is not UTF-8.</exception>
    internal static JsonElement Of(JsonElement output)
    {
        try
        {
            // Half the depth, because answers to agents add levels.
            using var document = JsonDocument.Parse(Whole(output.GetRawText()), new() { MaxDepth = MaxDepth / 2 });
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ModelException($"The output has more than {MaxDepth / 2} levels or is not UTF-8, so it was not read.", exception);
        }
    }

    /// <summary>Returns JSON with U+FFFD in place of each unpaired surrogate.</summary>
    internal static string Whole(string json) =>
        Escape().Replace(json, static escape => escape.Groups[1].Success ? @"\ufffd" : escape.Value);

    /// <summary>Returns an output without the contents of its files, because these can be megabytes long.</summary>
    // files: all files in the output, in order. textOf: returns the text that replaces a data: URI, given the file and its number.
    internal static JsonNode? OutputOf(JsonElement output, IReadOnlyList<OutputFile> files, Func<OutputFile, int, string> textOf)
    {
        var (text, next) = (new ArrayBufferWriter<byte>(), 0);
        using (var writer = new Utf8JsonWriter(text))
        {
            JsonWithFiles.Write(writer, output, (to, value) =>
            {
                if (next == files.Count || !value.ValueEquals(files[next].Address) || !files[next++].IsInline)
                {
                    return false;
                }

                to.WriteStringValue(textOf(files[next - 1], next - 1));
                return true;
            });
        }

        return JsonNode.Parse(text.WrittenSpan, documentOptions: AnyDepth);
    }

    /// <summary>Returns true if a part of a patch only describes values. The generator does not add such a part to a schema.</summary>
    internal static bool HasOnlyNotes(JsonElement part, bool isMap = false) => part.ValueKind == JsonValueKind.Object
        && part.EnumerateObject().Any() && part.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.Object
            && (isMap || !IsData(member.Name))
                ? HasOnlyNotes(member.Value, member.Name == "properties")
                : member.Name.StartsWith("x-", StringComparison.Ordinal) || member.Name is "$schema" or "$id" or "$comment" or "title"
                    or "description" or "default" or "example" or "examples" or "deprecated" or "readOnly" or "writeOnly" or "validations");

    /// <summary>Returns true if the value of a keyword is data or a map of names, so its members are not keywords.</summary>
    internal static bool IsData(string keyword) => keyword is "const" or "enum" or "default" or "example" or "examples" or "validations"
        or "dependencies" or "dependentRequired";

    // Matches every escape, so that an escaped backslash is not mistaken for the start of another escape.
    [GeneratedRegex(@"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
