using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.SchemaFolders.Texts;

/// <summary>Formats a schema from a catalogue as a file. Keeps the values and their order, and writes one value per line.</summary>
internal static class FormattedSchema
{
    // Protects builds, which read every schema. The limit is forty times the size of the largest known schema.
    private const int MostCharacters = 4 << 20;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the text of an input schema.</summary>
    /// <param name="schema">The schema as the service wrote it.</param>
    /// <exception cref="SchemaTextException">The text is not the schema of an input.</exception>
    internal static string Of(string schema) => Write(schema, isInput: true);

    /// <summary>Returns the text of an output schema. The schema may allow any value.</summary>
    /// <param name="schema">The schema as the service wrote it.</param>
    /// <exception cref="SchemaTextException">The text is not JSON.</exception>
    internal static string OfOutput(string schema) => Write(schema, isInput: false);

    /// <summary>Checks that a build can read the text of a schema file.</summary>
    /// <exception cref="SchemaTextException">The schema is deeper or larger than the generator can read.</exception>
    internal static void CheckReadable(string schema)
    {
        try
        {
            JsonParser.Read(schema);
        }
        catch (JsonTextException exception)
        {
            throw new SchemaTextException($"cannot be read by a build: {exception.Message}", exception);
        }
    }

    private static string Write(string schema, bool isInput)
    {
        if (schema.Length > MostCharacters)
        {
            throw new SchemaTextException($"has {schema.Length} characters, more than the limit of {MostCharacters}");
        }

        try
        {
            using var document = JsonDocument.Parse(schema, Deep);
            if (isInput && !SaysSomething(document.RootElement))
            {
                throw new SchemaTextException("describes no input, so no client can be made from it");
            }

            using var bytes = new MemoryStream();
            using (var writer = new Utf8JsonWriter(bytes, Indented))
            {
                document.RootElement.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
        }
        catch (JsonException exception)
        {
            throw new SchemaTextException($"is not JSON: {exception.Message.TrimEnd('.')}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new SchemaTextException("has text that is not Unicode", exception);
        }
    }

    // An object without subschemas and without a reference describes no input.
    private static bool SaysSomething(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.EnumerateObject().Any(static member => member.Value.ValueKind switch
        {
            JsonValueKind.Object => member.Value.EnumerateObject().Any(),
            JsonValueKind.Array => member.Value.EnumerateArray().Any(static item => item.ValueKind == JsonValueKind.Object),
            JsonValueKind.String => member.NameEquals("$ref"),
            _ => false,
        });
}
