namespace SchemaSdk.Tests.Ledgers;

public class KeptPartsTests
{
    private readonly MemoryStore _store = new();

    [Fact]
    public void A_relative_folder_is_resolved_when_it_is_set()
    {
        var options = new JobLedgerOptions { InputFolder = "copies", DownloadFolder = Path.Combine("data", "..", "files") };

        Assert.Equal((Path.GetFullPath("copies"), Path.GetFullPath("files")), (options.InputFolder, options.DownloadFolder));
        Assert.Equal(Path.GetFullPath("."), new JobLedgerOptions { InputFolder = "" }.InputFolder);
    }

    [Fact]
    public async Task Inputs_that_are_not_kept_are_distinguished_only_by_their_hashes()
    {
        await using var ledger = Shelf.Open(_store, new() { KeepsInputs = false });
        using var stage = Shelf.Accepting(ledger);

        await Soon.Async(stage.Still.RunAsync("a cat", Shelf.Keyed));
        await Soon.Async(stage.Still.RunAsync("a cat", Shelf.Keyed));
        await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a dog", Shelf.Keyed));

        var known = (await ledger.FindAsync("order-7"))!;
        Assert.Equal((0, 64, 1), (known.Input.Length, known.InputHash.Length, stage.Script.Submit.Count));
        Assert.DoesNotContain("a cat", $"{known}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_too_large_to_keep_is_read_from_the_service_again()
    {
        await RunFirstAsync(new() { MaxResultBytes = 10 });

        await using var ledger = Shelf.Open(_store.AfterCrash());
        using var second = Shelf.Accepting(ledger);
        var result = await Soon.Async(second.Still.RunAsync("a cat", Shelf.Keyed));

        Assert.Equal((Steps.Id, 0, 1), (result.RequestId, second.Script.Submit.Count, second.Script.Result.Count));
        var known = (await ledger.FindAsync("order-7"))!;
        Assert.Equal((0, JobState.Succeeded), (known.Result.Length, known.End?.Outcome));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kept_result_is_returned_without_a_request_and_can_be_read_in_the_store_only_without_a_cipher(bool isEncrypted)
    {
        var options = new JobLedgerOptions { Cipher = isEncrypted ? new XorCipher(7) : null };
        await RunFirstAsync(options);

        var known = (await Shelf.Open(_store).FindAsync("order-7"))!;
        var kept = $"{known.Input.Text()} {known.Result.Text()}";
        Assert.Equal(!isEncrypted, kept.Contains("a cat", StringComparison.Ordinal));
        Assert.Equal(!isEncrypted, kept.Contains("files.runcomfy.net", StringComparison.Ordinal));
        Assert.DoesNotContain("a cat", $"{known}", StringComparison.Ordinal);
        await using var ledger = Shelf.Open(_store.AfterCrash(), options);
        using var second = Shelf.Accepting(ledger);
        var result = await Soon.Async(second.Still.RunAsync("a cat", Shelf.Keyed));
        Assert.Equal("https://files.runcomfy.net/a.png", result.Output.GetProperty("image").GetString());
        Assert.Equal((Steps.Id, 0), (result.RequestId, second.Script.Requests.Count));
        await Soon.Until(async () => (await ledger.FindAsync("order-7"))!.State == LedgerState.Delivered);
    }

    [Theory]
    [InlineData(true, null, "Set JobLedgerOptions.Cipher to the cipher with which it was recorded.")]
    [InlineData(false, null, "Set JobLedgerOptions.Cipher to the cipher with which it was recorded.")]
    [InlineData(true, 8, "could not be decrypted")]
    public async Task An_encrypted_result_is_an_error_without_its_secret_and_is_not_delivered(
        bool hasSucceeded, int? secret, string message)
    {
        var left = Shelf.Keyed with { LeavesDelivery = true };
        using (var first = Shelf.Accepting(Shelf.Open(_store, new() { Cipher = new XorCipher(200) })))
        {
            first.Script.Result.DoesOnly(hasSucceeded ? Steps.Succeeded : Steps.Failed("\"out of memory\""));
            var ended = await Record.ExceptionAsync(() => Soon.Async(first.Still.RunAsync("a cat", left)));
            Assert.Equal(hasSucceeded, ended is null);
        }

        await using var ledger = Shelf.Open(
            _store.AfterCrash(), new() { Cipher = secret is { } wrong ? new XorCipher((byte)wrong) : null });
        using var second = Shelf.Accepting(ledger);
        var error = await Soon.Throws<ModelLedgerException>(second.Still.RunAsync("a cat", Shelf.Keyed));

        Assert.Equal(("order-7", StillModel.Id, true), (error.Key, error.ModelId, error.IsLasting));
        Assert.Equal(Steps.Id, error.RequestId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-7"))!.State);
        Assert.Empty(second.Script.Requests);
    }

    [Fact]
    public async Task Nothing_is_sent_if_the_cipher_fails()
    {
        var cipher = new FailingCipher(new InvalidOperationException("The vault is closed."));
        using var stage = Shelf.Accepting(Shelf.Open(_store, new() { Cipher = cipher }));

        var error = await Soon.Throws<ModelLedgerException>(stage.Still.RunAsync("a cat", Shelf.Keyed));

        Assert.Equal("order-7", error.Key);
        Assert.Contains("could not be encrypted", error.Message, StringComparison.Ordinal);
        Assert.Empty(stage.Script.Requests);
    }

    private async Task RunFirstAsync(JobLedgerOptions options)
    {
        using var first = Shelf.Accepting(Shelf.Open(_store, options));
        await Soon.Async(first.Still.RunAsync("a cat", Shelf.Keyed));
    }
}
