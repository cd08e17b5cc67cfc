namespace SchemaSdk.Durable.Testing;

/// <content>Tests of job keys.</content>
public abstract partial class LedgerLaw
{
    /// <summary>A second call to begin a job under the same key returns the existing job and changes nothing.</summary>
    [Fact]
    public async Task A_key_is_begun_once()
    {
        Assert.Null(await Ledger.BeginAsync(Draft.Intent("a")));

        var known = await Ledger.BeginAsync(Draft.Intent("a", "acme/other") with { Input = default });

        Assert.Equal(("acme/still", Draft.Input), (known!.ModelId, known.Input.Text()));
        Assert.Equal(["a"], (await Ledger.ListAsync().AllAsync()).Keys());
    }

    /// <summary>
    /// If 200 callers start a job with the same key at the same time, exactly one succeeds. The others get that caller's job. Half of the
    /// callers are in another process.
    /// </summary>
    [Fact]
    public async Task Of_200_callers_that_begin_a_key_at_the_same_time_one_succeeds()
    {
        var other = await OpenOtherAsync();

        var begun = await Task.WhenAll(Enumerable.Range(0, 200).Select(at => Task.Run(
            () => (at % 2 == 0 ? Ledger : other).BeginAsync(Draft.Intent("a")).AsTask())));

        Assert.Single(begun, entry => entry is null);
        Assert.All(begun, entry => Assert.True(entry is null or { Key: "a", Version: 1, State: LedgerState.Intended }));
    }

    /// <summary>Different strings are different keys, even if they look or sort the same.</summary>
    [Fact]
    public async Task A_key_is_any_text_of_up_to_200_characters()
    {
        string[] keys =
        [
            "a", "A", "a ", " a", "\u00e4", "a\u0308", "ss", "\u00df", "i", "\u0130", "\u0131", "%", "_", "'", "''", "\"", "\\", "/",
            "'; drop table jobs; --", "null", "1", "01", "1e0", "{}", "\u00a0", "\u200b", "\ufeff", "\u65e5\u672c", "\ud83d\ude00",
            "\udbff\udffd", "\u202e", new('k', 200), string.Concat(Enumerable.Repeat("\ud83d\ude00", 100)),
        ];

        foreach (var key in keys)
        {
            Assert.Null(await Ledger.FindAsync(key));
            Assert.Null(await Ledger.BeginAsync(Draft.Intent(key, $"model of {key}")));
        }

        foreach (var key in keys)
        {
            var found = await Ledger.FindAsync(key);
            Assert.Equal((key, $"model of {key}"), (found!.Key, found.ModelId));
        }

        Assert.Equal(keys, (await Ledger.ListAsync().AllAsync()).Keys());
    }

    /// <summary>
    /// A first entry must have version 1 and the state <see cref="LedgerState.Intended"/>. Its key must have 1 to 200 characters, and no
    /// control character, unpaired surrogate or U+FFFD. Any other first entry is refused.
    /// </summary>
    [Fact]
    public async Task A_first_entry_that_no_later_call_could_read_is_refused()
    {
        LedgerEntry[] intents =
        [
            .. ((string[])["", "half of \ud83d", "a\0", "a\n", "\u0085", "\ufffd", new('k', 201)]).Select(key => Draft.Intent(key)),
            Draft.Intent("a") with { Version = 5 },
            Draft.Intent("a") with { State = LedgerState.Sending },
        ];

        foreach (var intent in intents)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Ledger.BeginAsync(intent).AsTask());
        }

        Assert.Empty(await Ledger.ListAsync().AllAsync());
    }
}
