using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Files;
using SchemaSdk.Schemas.Values;
using Schema = SchemaSdk.Schemas.Json.JsonObject;

namespace SchemaSdk.Emulation.Samples;

/// <summary>Makes a sample output that matches a schema, with URLs of existing files.</summary>
internal sealed class SampleOutput
{
    private const int MaxDepth = 8; // limits recursive schemas
    private const int MaxValues = 20_000; // limits the outputs of schemas that nest long lists or many required members
    private const int LengthOfValue = 500;

    private readonly Schema _root;
    private readonly MediaKind _modelKind;
    private readonly Func<MediaFile, string> _addressOf;
    private int _left = MaxValues;

    private SampleOutput(Schema root, MediaKind modelKind, Func<MediaFile, string> addressOf) =>
        (_root, _modelKind, _addressOf) = (root, modelKind, addressOf);

    /// <param name="schema">A plain JSON Schema; null or empty if the output has no known schema.</param>
    /// <param name="kind">The kind of file that the model makes.</param>
    /// <param name="addressOf">Returns the URL of a file.</param>
    public static JsonNode? Make(Schema? schema, MediaKind kind, Func<MediaFile, string> addressOf) => schema is null or { Count: 0 }
        ? new JsonObject { [kind.ToString().ToLowerInvariant()] = addressOf(MediaFile.Of(kind)) }
        : new SampleOutput(schema, kind, addressOf).Value([schema], new SampleName("", kind), depth: 0);

    // written: the schemas that the value must match.
    private JsonNode? Value(IReadOnlyList<Schema> written, SampleName name, int depth)
    {
        if (--_left < 0)
        {
            return null;
        }

        var schema = Subschema.Resolve(written, _root);
        name = name.With(schema.Format);
        if (schema.Fixed is { } only)
        {
            return Node(only);
        }

        if (schema.Type == "string" && name.IsFile)
        {
            return _addressOf(MediaFile.Of(name.Kind));
        }

        return schema.Type switch
        {
            "object" => Object(schema, name, depth),
            "array" => Array(schema, name, depth),
            _ when schema.Default is { } preset => Node(preset),
            "string" => SampleScalar.Text(schema),
            "integer" or "number" => SampleScalar.Number(schema),
            "boolean" => true,
            _ => null,
        };
    }

    private JsonObject Object(Subschema schema, SampleName name, int depth)
    {
        var members = schema.Properties
            .Select(
                member => new SampleMember(member.Name, member.Schemas, Subschema.Resolve(member.Schemas, _root), name.Inside(member.Name)))
            .ToList();
        var files = SampleMember.ChooseFiles(members, _modelKind);
        _left -= members.Count;   // omitted members take time too

        var made = new JsonObject();
        foreach (var member in members)
        {
            var wanted = member.IsFile ? files.Contains(member) : depth < MaxDepth;
            if (wanted || schema.Requires(member.WireName))
            {
                made[member.WireName] = depth < 2 * MaxDepth ? Value(member.Written, member.Name, depth + 1) : null;
            }
        }

        return made;
    }

    private JsonArray Array(Subschema schema, SampleName name, int depth)
    {
        // If the schema of a list has no "items", only the format says what the items are.
        var items = schema.Items is { Count: > 0 } known ? known : [new Schema { ["type"] = name.IsFile ? "string" : "null" }];
        var count = depth < MaxDepth ? Math.Max(1, schema.MinItems) : depth < 2 * MaxDepth ? schema.MinItems : 0;
        count = Math.Min(Math.Min(count, schema.MaxItems), Math.Max(0, _left));
        return new JsonArray([.. Enumerable.Range(0, count).Select(_ => Value(items, name, depth + 1))]);
    }

    // Counts a long value as several values, because each item of a list could repeat it and make the output too large.
    private JsonNode? Node(Schemas.Json.JsonNode value)
    {
        var text = value.ToString();
        _left -= text.Length / LengthOfValue;
        return _left < 0 ? null : JsonNode.Parse(text);
    }
}
