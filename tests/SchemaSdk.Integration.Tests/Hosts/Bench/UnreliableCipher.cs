namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Inverts each byte, and can fail to decrypt.</summary>
internal sealed class UnreliableCipher : LedgerCipher
{
    private int _failures;

    public int Failures
    {
        set => Volatile.Write(ref _failures, value);
    }

    public override byte[] Encrypt(string key, ReadOnlySpan<byte> content) => Turned(content);

    public override byte[] Decrypt(string key, ReadOnlySpan<byte> content) =>
        Interlocked.Decrement(ref _failures) >= 0 ? throw new TimeoutException("The keys are away.") : Turned(content);

    private static byte[] Turned(ReadOnlySpan<byte> content)
    {
        var turned = content.ToArray();
        for (var i = 0; i < turned.Length; i++)
        {
            turned[i] = (byte)~turned[i];
        }

        return turned;
    }
}
