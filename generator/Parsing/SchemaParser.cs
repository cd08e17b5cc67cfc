using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Plain JSON Schema -> shapes and rules. NJsonSchema and Newtonsoft.Json stop here.</summary>
internal static class SchemaParser
{
    /// <summary>Parses one file; never throws.</summary>
    /// <param name="schema">The normalized schema.</param>
    public static ParsedSchema Parse(NormalizedSchema schema)
    {
        if (schema.Text.Length == 0)
        {
            return new ParsedSchema(schema.File, null, null, schema.Problems);
        }

        var problems = new ProblemList(schema);
        var json = (JObject)JsonText.Read(schema.Text);
        var rule = schema.File.Role == SchemaRole.Input ? new RuleBuilder(json, problems).Build() : null;
        UnreadableParts.Remove(json, problems);
        new TypingView(json).Apply();
        if (Load(json, problems) is not { } loaded)
        {
            return new ParsedSchema(schema.File, null, null, problems.ToArray());
        }

        var root = new SchemaNode(loaded, json, "", json).Follow();
        var shape = new ShapeBuilder(problems).Build(root, "", "", "");
        return new ParsedSchema(schema.File, shape, rule, problems.ToArray());
    }

    private static JsonSchema? Load(JObject json, ProblemList problems)
    {
        try
        {
            // Nothing is awaited for real: the resolver refuses whatever would have to be fetched.
            return JsonSchema.FromJsonAsync(
                json.ToString(Formatting.None),
                null!,
                root => new RefusingReferenceResolver(root)).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException or FormatException or OverflowException or InvalidCastException or NullReferenceException or NotSupportedException)
        {
            problems.Add(Descriptors.NotASchema, PointerOf(error, json), Reason(error));
            return null;
        }
    }

    /// <summary>What it says, without its place: that is one in the text that the library was given.</summary>
    private static string Reason(Exception error)
    {
        var line = error.Message.Split('\n')[0].TrimEnd('\r', '.');
        var place = line.IndexOf(" Path '", StringComparison.Ordinal);
        return (place < 0 ? line : line.Substring(0, place)).TrimEnd('.');
    }

    private static string PointerOf(Exception error, JObject json)
    {
        var path = error is JsonSerializationException { Path: { } inSchema } ? inSchema : (error as JsonReaderException)?.Path;
        return path is not null && json.SelectToken(path) is { } token ? JsonPointer.To(token) : "";
    }
}
