namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public sealed class InputFileTests : WorkerTest
{
    [Fact]
    public async Task A_file_is_copied_and_sent_by_a_worker_with_the_same_folder()
    {
        var got = new List<string>();
        await using var shop = Keeping(got);
        using (var elsewhere = new MemoryJobLedger(shop.Jobs, new() { InputFolder = Folder.File("inputs") }))
        using (var front = shop.Build(ledger: elsewhere, configure: options => options.MaxFollowed = 0))
        {
            await front.Jobs().EnqueueAsync("order-1", front.ImageToVideo(), Shop.Filmed);
        }

        var copies = Copies().Length;

        using var ledger = new MemoryJobLedger(shop.Jobs, new() { InputFolder = Folder.File("inputs") });
        using var host = await shop.StartAsync(Register, ledger: ledger);
        await host.UntilAsync("order-1", LedgerState.Delivered);
        await host.StopAsync();

        Assert.Equal((1, 0), (copies, Copies().Length));
        Assert.Equal([$"data:image/png;base64,{Convert.ToBase64String(Shop.Png)}"], got);
        Assert.Equal(1, shop.Service.Bills);
    }

    [Theory]
    [InlineData("inputs")]
    [InlineData("of jobs")]
    public async Task A_file_is_refused_if_the_model_and_the_jobs_have_different_ledgers(string folder)
    {
        await using var shop = Keeping([]);
        using var ledger = new MemoryJobLedger(shop.Jobs, new() { InputFolder = Folder.File("of jobs") });
        using var others = new MemoryJobLedger(new MemoryStore(), new() { InputFolder = Folder.File(folder) });
        using var host = shop.Build(ledger: ledger, configure: options => options.MaxFollowed = 0);
        using var other = shop.Build(ledger: others);
        var model = other.ImageToVideo();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => host.Jobs().EnqueueAsync("order-1", model, Shop.Filmed));
        await host.Jobs().EnqueueAsync("order-2", model, Shop.Filmed with { StartImageUrl = ModelFile.FromUrl("https://a.example/a.png") });

        Assert.Equal("order-1", error.Key);
        Assert.Contains(Folder.File(folder), error.Message, StringComparison.Ordinal);
        Assert.Contains(Folder.File("of jobs"), error.Message, StringComparison.Ordinal);
        Assert.Contains("must be the same JobLedger object", error.Message, StringComparison.Ordinal);
        Assert.Contains("whose ModelClientOptions.Ledger is the job's ledger", error.Message, StringComparison.Ordinal);
        Assert.Equal(["order-2"], await ledger.ListAsync().Select(job => job.Key).ToListAsync());
        Assert.False(Directory.Exists(Folder.File(folder)));
    }

    [Fact]
    public async Task The_first_entry_of_a_typed_input_is_made_only_if_no_file_content_is_sent_with_it()
    {
        await using var shop = Keeping([]);
        using var ledger = new MemoryJobLedger(shop.Jobs);
        using var host = shop.Build(ledger: ledger, configure: options => options.MaxFollowed = 0);
        var linked = Shop.Filmed with { StartImageUrl = ModelFile.FromUrl("https://a.example/a.png") };

        var intent = host.Jobs().IntentOf("order-1", host.ImageToVideo(), linked);
        var error = Assert.Throws<JsonException>(() => host.Jobs().IntentOf("order-1", host.ImageToVideo(), Shop.Filmed));

        Assert.Contains("https://a.example/a.png", intent.Input.Text(), StringComparison.Ordinal);
        Assert.Contains("Pass the result of KeepInputAsync", error.Message, StringComparison.Ordinal);
    }

    private static Shop Keeping(List<string> got) => new(new()
    {
        QueueTime = TimeSpan.Zero,
        RunTime = TimeSpan.Zero,
        Outcome = submit =>
        {
            got.Add(submit.Input.GetProperty("start_image_url").GetString()!);
            return EmulatedOutcome.Succeed;
        },
    });

    private string[] Copies() => Directory.GetFiles(Folder.File("inputs"), "*", SearchOption.AllDirectories);
}
