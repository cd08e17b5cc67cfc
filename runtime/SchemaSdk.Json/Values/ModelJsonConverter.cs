using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaSdk;

/// <summary>Lets <see cref="JsonSerializer"/> read and write a generated type with the type's own code.</summary>
/// <typeparam name="T">The generated type.</typeparam>
public sealed class ModelJsonConverter<T> : JsonConverter<T>
    where T : IModelValue<T>
{
    /// <inheritdoc />
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Read(ref reader);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => T.Write(writer, value);
}
