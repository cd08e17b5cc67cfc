using NJsonSchema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Hands a schema to NJsonSchema, which gives up a whole file for one part that it cannot read.</summary>
internal static class SchemaLoader
{
    /// <summary>So many parts are taken out before the file is left as any JSON.</summary>
    private const int MaxAttempts = 20;

    private const int MaxReason = 300;

    /// <summary>Deeper text Newtonsoft.Json refuses, by an exception that goes up through every level: more than the stack of a compiler holds.</summary>
    private const int MaxDepth = 64;

    /// <summary>Loads a schema; what cannot be read is taken out of it, and noted.</summary>
    /// <param name="json">The schema; it is changed.</param>
    /// <param name="problems">Where each removal is noted.</param>
    public static JsonSchema Load(JObject json, ProblemList problems)
    {
        Cut(json, 1, problems);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var gathered = new GatheredSchema(json);
            try
            {
                return Read(gathered.Json);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException or FormatException
                or OverflowException or InvalidCastException or NullReferenceException or NotSupportedException)
            {
                if (RemoveReference(error, gathered, json, problems))
                {
                    continue;
                }

                var part = PartOf(error, gathered);
                problems.Add(ProblemKinds.NotReadable, part is null ? "" : JsonPointer.To(part), Reason(error));
                if (part?.Parent is not JProperty keyword)
                {
                    break;
                }

                keyword.Remove();
            }
        }

        json.RemoveAll();
        return new JsonSchema();
    }

    /// <summary>What was merged into itself may nest deeper than any text that is read.</summary>
    private static void Cut(JContainer part, int depth, ProblemList problems)
    {
        if (depth == MaxDepth && part.HasValues)
        {
            var pointer = JsonPointer.To(part);
            problems.Add(ProblemKinds.NotTyped, pointer, pointer, $"what nests deeper than {MaxDepth} levels");
            part.RemoveAll();
        }

        foreach (var inner in part.Children().ToList())
        {
            if ((inner is JProperty property ? property.Value : inner) is JContainer container)
            {
                Cut(container, depth + 1, problems);
            }
        }
    }

    // Nothing is awaited for real: the resolver refuses whatever would have to be fetched.
    private static JsonSchema Read(JObject json) => JsonSchema.FromJsonAsync(
        json.ToString(Formatting.None),
        null!,
        root => new RefusingReferenceResolver(root)).GetAwaiter().GetResult();

    /// <summary>What it says, without its place: that is one in the text that the library was given.</summary>
    private static string Reason(Exception error)
    {
        var line = error.Message.Split('\n')[0].TrimEnd('\r', '.');
        var place = line.IndexOf(" Path '", StringComparison.Ordinal);
        var reason = (place < 0 ? line : line.Substring(0, place)).TrimEnd('.');
        return reason.Length <= MaxReason ? reason : reason.Substring(0, MaxReason - 1) + "…";
    }

    /// <summary>A reference that leads somewhere, but by a way that NJsonSchema cannot go, such as over <c>~1</c>.</summary>
    private static bool RemoveReference(Exception error, GatheredSchema gathered, JObject json, ProblemList problems)
    {
        var quoted = error is InvalidOperationException ? error.Message.Split('\'') : [];
        var refused = quoted.Length < 3 ? null : gathered.Original(quoted[1]);
        var references = refused is null ? [] : SchemaWalk.Of(json).Where(schema => (string?)schema["$ref"] == refused).ToList();
        foreach (var schema in references)
        {
            var pointer = JsonPointer.To(schema);
            schema.Remove("$ref");
            problems.AddOf(ProblemKinds.ReferenceRefused, pointer, "$ref", refused!);
        }

        return references.Count > 0;
    }

    private static JToken? PartOf(Exception error, GatheredSchema gathered)
    {
        var path = error is JsonSerializationException { Path: { } inSchema } ? inSchema : (error as JsonReaderException)?.Path;
        return path is { Length: > 0 } ? gathered.Find(path) : null;
    }
}
