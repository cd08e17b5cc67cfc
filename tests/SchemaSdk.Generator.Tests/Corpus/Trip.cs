using System.Buffers;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Reads JSON into a generated type and writes it again, so that tests can compare the JSON before and after.</summary>
internal abstract class Trip
{
    /// <summary>Returns the reader and writer for a type; null for a type that is not generated, such as a list.</summary>
    public static Trip? Of(Type type) =>
        type.Assembly != typeof(ModelFile).Assembly
            && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IModelValue<>))
            ? (Trip)Activator.CreateInstance(typeof(Trip<>).MakeGenericType(type))!
            : null;

    public abstract (object Value, byte[] Json) Go(string json);

    /// <summary>Reads and writes with <see cref="JsonSerializer"/>, as users who store values do.</summary>
    public abstract byte[] GoThroughSerializer(string json);
}

/// <inheritdoc />
internal sealed class Trip<T> : Trip
    where T : IModelValue<T>
{
    public override (object Value, byte[] Json) Go(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var value = T.Read(ref reader);
        return (value, Write(value));
    }

    public override byte[] GoThroughSerializer(string json) => JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<T>(json));

    private static byte[] Write(T value)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            T.Write(writer, value);
        }

        return output.WrittenSpan.ToArray();
    }
}
