using System.Text.Json.Nodes;
using SchemaSdk.Tool.Calling;
using Schema = SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>Makes a valid example input for a model, with the required members and a few common optional ones.</summary>
/// <param name="root">The input schema as plain JSON Schema.</param>
internal sealed class ExampleInput(Schema.JsonObject root)
{
    private const int MostDepth = 8; // limits recursive schemas
    private const int MostChoices = 3;
    private const int MostItems = 20;
    private const int MostValues = 2_000; // limits schemas that nest lists or required members
    private const int LengthOfValue = 5_000;

    private int _choices;
    private int _left = MostValues;

    /// <summary>Makes the input; null if no valid input was found.</summary>
    /// <param name="root">The input schema as plain JSON Schema.</param>
    /// <param name="model">The model. It validates the input.</param>
    internal static JsonNode? Of(Schema.JsonObject root, CallableModel model)
    {
        // Rules may forbid a combination of members, so an input without optional members is tried too.
        foreach (var choices in (int[])[MostChoices, 0])
        {
            var example = new ExampleInput(root) { _choices = choices };
            if (example.TryMake() is { } made && model.Validate(System.Text.Encoding.UTF8.GetBytes(made.ToJsonString())).Count == 0)
            {
                return made;
            }
        }

        return null;
    }

    private JsonNode? TryMake()
    {
        try
        {
            var made = Value(root, "", 0);
            return _left < 0 ? null : made;
        }
        catch (OverflowException)
        {
            // A limit in the schema is too large or too precise for decimal arithmetic.
            return null;
        }
    }

    private JsonNode? Value(Schema.JsonNode written, string name, int depth)
    {
        if (--_left < 0)
        {
            return null;
        }

        var schema = ExampleSchema.At(written, root);
        if (schema.Type is not "object" && (schema.Given ?? schema.First("examples")) is { } given)
        {
            var text = given.ToString();
            _left -= text.Length / LengthOfValue;   // nested lists repeat a long value
            return _left < 0 ? null : JsonNode.Parse(text);
        }

        return schema.Type switch
        {
            "object" when depth < MostDepth => Object(schema, depth),
            "array" when depth < MostDepth => Array(schema, name, depth),
            "object" => new JsonObject(),
            "array" => new JsonArray(),
            "string" => ExampleScalar.Text(schema, name),
            "integer" or "number" => ExampleScalar.Number(schema),
            "boolean" => true,
            "null" => null,
            _ => "example",
        };
    }

    private JsonObject Object(ExampleSchema schema, int depth)
    {
        var required = schema.Required.ToHashSet(StringComparer.Ordinal);
        var made = new JsonObject();
        foreach (var member in (schema.Properties?.Members ?? []).OrderByDescending(member => required.Contains(member.Name)))
        {
            if (required.Contains(member.Name) || (depth == 0 && IsUsual(member.Name, ExampleSchema.At(member.Value, root))))
            {
                made[member.Name] = Value(member.Value, member.Name, depth + 1);
            }
        }

        foreach (var name in required.Where(name => schema.Properties?.ContainsKey(name) != true))
        {
            made[name] = "example";
        }

        return made;
    }

    private bool IsUsual(string name, ExampleSchema schema) =>
        (name == "prompt" && schema.Type == "string")
        || (schema.Default is { } value && value.Kind is not (Schema.JsonKind.Object or Schema.JsonKind.Array)
            && (schema.Json["enum"] is not null || schema.Type is "integer" or "number" or "boolean")
            && name != "seed"
            && _choices-- > 0);

    private JsonArray Array(ExampleSchema schema, string name, int depth)
    {
        var item = schema.Json["items"] as Schema.JsonObject ?? new Schema.JsonObject
        {
            ["type"] = "string",
            ["format"] = schema.TextOf("format") ?? "",
        };
        var most = Math.Min(MostItems, schema.NumberOf("maxItems") ?? MostItems);
        var count = (int)Math.Min(Math.Max(1, schema.NumberOf("minItems") ?? 1), most);
        return new JsonArray([.. Enumerable.Range(0, count).Select(_ => Value(item, name, depth + 1))]);
    }
}
