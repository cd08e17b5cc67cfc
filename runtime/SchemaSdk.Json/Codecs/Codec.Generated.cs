using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public static partial class Codec
{
    /// <summary>The codec of a generated type that is a JSON string.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public readonly struct Text<T> : IJsonCodec<T>
        where T : IGenerated<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, ref bool respelled) =>
            TryReadText(ref reader, out value);

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value) => WriteText(writer, value);

        /// <inheritdoc />
        static void IJsonCodec<T>.Show(TypeSearch search) => T.Show(search);
    }

    /// <summary>The codec of a generated type that is a JSON object.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public readonly struct Object<T> : IJsonCodec<T>
        where T : ModelObject, IGenerated<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, ref bool respelled)
        {
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            value = isObject ? T.Read(ref reader) : null;
            return isObject;
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value)
        {
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        /// <inheritdoc />
        static void IJsonCodec<T>.Show(TypeSearch search) => T.Show(search);
    }

    /// <summary>The codec of a generated type that wraps a whole number.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public readonly struct Whole<T> : IJsonCodec<T>
        where T : struct, IGenerated<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out T value, ref bool respelled)
        {
            value = default;
            if (!Int64.TryRead(ref reader, out _, ref respelled))
            {
                return false;
            }

            value = T.Read(ref reader);
            return true;
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value) => T.Write(writer, value);

        /// <inheritdoc />
        static void IJsonCodec<T>.Show(TypeSearch search) => T.Show(search);
    }

    /// <summary>The codec of a generated type that is a JSON number.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public readonly struct Number<T> : IJsonCodec<T>
        where T : struct, IGenerated<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, out T value, ref bool respelled)
        {
            value = default;
            if (!Double.TryRead(ref reader, out _, ref respelled))
            {
                return false;
            }

            value = T.Read(ref reader);
            return true;
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value) => T.Write(writer, value);

        /// <inheritdoc />
        static void IJsonCodec<T>.Show(TypeSearch search) => T.Show(search);
    }

    /// <summary>The codec of a generated union. JSON null does not count as a value of the union.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public readonly struct Union<T> : IJsonCodec<T>
        where T : ModelUnion, IGenerated<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, ref bool respelled)
        {
            var isValue = reader.TokenType != JsonTokenType.Null;
            value = isValue ? T.Read(ref reader) : null;
            return isValue;
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value)
        {
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        /// <inheritdoc />
        static void IJsonCodec<T>.Show(TypeSearch search) => T.Show(search);
    }

    /// <summary>The codec of a generated type that can read any JSON value. JSON null is read as null.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public readonly struct Whatever<T> : IJsonCodec<T>
        where T : class, IModelValue<T>
    {
        /// <inheritdoc />
        public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, ref bool respelled)
        {
            value = reader.TokenType == JsonTokenType.Null ? null! : T.Read(ref reader);
            return true;
        }

        /// <inheritdoc />
        public static void Write(Utf8JsonWriter writer, T value)
        {
            ArgumentNullException.ThrowIfNull(writer);
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                T.Write(writer, value);
            }
        }
    }
}
