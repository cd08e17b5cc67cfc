namespace SchemaSdk.Files;

internal static class JsonWithFiles
{
    // writeFile: returns false if the string does not represent a file.
    internal static void Write(Utf8JsonWriter writer, JsonElement value, Func<Utf8JsonWriter, JsonElement, bool> writeFile)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, writeFile);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, writeFile);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when writeFile(writer, value):
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
