using System.Text.Json;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>Hashes JSON values without allocations. Equal values have equal hashes.</summary>
internal static class JsonHash
{
    // The seed is random, so that an attacker cannot choose many values with the same hash.
    private static readonly ulong Seed = BitConverter.DoubleToUInt64Bits(Random.Shared.NextDouble());

    /// <summary>Adds a value to a hash with the FNV-1a algorithm.</summary>
    public static ulong Mix(ulong hash, ulong value) => unchecked((hash ^ value) * 1099511628211UL);

    /// <summary>Returns the hash of a value. The reader moves from the first to the last token of the value.</summary>
    public static ulong Of(ref Utf8JsonReader reader)
    {
        var hash = unchecked(Seed + (ulong)reader.TokenType);
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return Mix(hash, new JsonNumber(reader.ValueSpan).Hash(Seed));
            case JsonTokenType.String:
                return Mix(hash, OfText(ref reader));
            case JsonTokenType.StartArray or JsonTokenType.StartObject when reader.CurrentDepth >= JsonText.MaxInputDepth:
                // Skips content at this depth, because deeper recursion can overflow the stack.
                reader.Skip();
                return hash;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    hash = Mix(hash, Of(ref reader));
                }

                return hash;
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = OfText(ref reader);
                    reader.Read();
                    hash = unchecked(hash + Spread(Mix(name, Of(ref reader))));
                }

                return hash;
            default:
                return hash;
        }
    }

    public static ulong OfText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return OfBytes(reader.ValueSpan);
        }

        var length = reader.ValueSpan.Length;
        var rented = length <= JsonText.StackText ? null : SharedBuffers.Rent<byte>(length);
        var buffer = rented ?? stackalloc byte[JsonText.StackText];
        try
        {
            return OfBytes(buffer[..reader.CopyString(buffer)]);
        }
        catch (InvalidOperationException)
        {
            return OfBytes(reader.ValueSpan);
        }
        finally
        {
            JsonText.Return(rented);
        }
    }

    // An object's hash is a sum of hashes. Without Spread, objects that differ only in true and false would often have equal hashes.
    private static ulong Spread(ulong hash)
    {
        hash = unchecked((hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93);
        return hash ^ (hash >> 32);
    }

    private static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        var hash = Seed;
        foreach (var value in bytes)
        {
            hash = Mix(hash, value);
        }

        return hash;
    }
}
