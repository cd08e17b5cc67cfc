namespace SchemaSdk.Integration.Tests.Hosts.Bench;

internal sealed class UnreliableCipher : LedgerCipher
{
    private readonly XorCipher _cipher = new(7);
    private int _failures;

    public int Failures
    {
        set => Volatile.Write(ref _failures, value);
    }

    public override byte[] Encrypt(string key, ReadOnlySpan<byte> content) => _cipher.Encrypt(key, content);

    public override byte[] Decrypt(string key, ReadOnlySpan<byte> content) =>
        Interlocked.Decrement(ref _failures) >= 0 ? throw new TimeoutException("The keys are away.") : _cipher.Decrypt(key, content);
}
