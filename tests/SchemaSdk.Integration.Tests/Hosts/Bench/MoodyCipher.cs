namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Turns each byte around, and can be away, as one that asks a service for its keys.</summary>
internal sealed class MoodyCipher : LedgerCipher
{
    private int _failures;

    /// <summary>The number of times that it does not decrypt from now on.</summary>
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
