using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Testing;

/// <summary>A weak cipher for tests. It detects a wrong secret or key.</summary>
public sealed class XorCipher(byte secret) : LedgerCipher
{
    public override byte[] Encrypt(string key, ReadOnlySpan<byte> content)
    {
        var plain = content.ToArray();
        byte[] all = [.. SHA256.HashData([.. Encoding.UTF8.GetBytes(key), secret, .. plain]), .. plain];
        return Array.ConvertAll(all, value => (byte)(value ^ secret));
    }

    public override byte[] Decrypt(string key, ReadOnlySpan<byte> content)
    {
        var all = Array.ConvertAll(content.ToArray(), value => (byte)(value ^ secret));
        return all.Length >= 32 && Encrypt(key, all.AsSpan(32)).AsSpan().SequenceEqual(content)
            ? all[32..]
            : throw new CryptographicException("The content was encrypted with another secret or key.");
    }
}
