namespace SchemaSdk.Integration.Tests.Agents;

public sealed class AgentFileTests
{
    [Fact]
    public async Task A_file_in_an_allowed_folder_is_sent()
    {
        await using var bench = await StartAsync();

        var job = await bench.CallAsync("run", Film(bench.Folder.File("allowed/kite.png")));
        var again = await bench.CallAsync("run", Film(bench.Folder.File("allowed/kite.png")));

        Assert.Equal("completed", job.GetProperty("state").GetString());
        Assert.Equal((1, true), (bench.Emulator.Bills, again.GetProperty("attached").GetBoolean()));
    }

    [Theory]
    [InlineData("secret.png", "not in a folder")]
    [InlineData("allowed/../secret.png", "not in a folder")]
    [InlineData("allowed/link.png", "not in a folder")]
    [InlineData("allowed/linked/secret.png", "not in a folder")]
    [InlineData("allowed-too/kite.png", "not in a folder")]
    [InlineData("allowed", "not in a folder")]
    [InlineData("allowed/none.png", "does not exist")]
    [InlineData("allowed/empty.png", "is empty")]
    [InlineData("file://server/share/kite.png", "was not read")]
    [InlineData("file:/", "was not read")]
    [InlineData("file:kite.png", "was not read")]
    [InlineData("FILE:///dev/zero", "was not read")]
    [InlineData("file:///proc/self/environ", "was not read")]
    public async Task A_file_that_is_missing_empty_or_outside_the_allowed_folders_is_not_sent(string path, string message)
    {
        await using var bench = await StartAsync();

        var refusal = await bench.RefusedAsync("run", Film(IsAddress(path) ? path : bench.Folder.File(path)));

        Assert.Contains(message, refusal, StringComparison.Ordinal);
        Assert.Equal(0, bench.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task The_address_of_a_file_has_at_most_12288_characters()
    {
        await using var bench = await StartAsync();
        var start = new Uri(bench.Folder.File("allowed/")).AbsoluteUri;
        var longest = start + string.Concat(Enumerable.Repeat("a/", 12_288))[..(12_288 - start.Length)];

        var missing = await bench.RefusedAsync("quote", Film(longest));
        var refused = await bench.RefusedAsync("quote", Film(longest + "a"));

        Assert.Contains("does not exist", missing, StringComparison.Ordinal);
        Assert.Contains("it has 12289 characters; at most 12288 are allowed", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("File: retro computer icon")]
    [InlineData("File:\nretro computer icon")]
    public async Task A_prompt_that_starts_with_the_word_file_is_sent(string prompt)
    {
        await using var bench = await StartAsync();

        await bench.CallAsync("run", AgentBench.Film(prompt));

        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Theory]
    [InlineData("quote")]
    [InlineData("run")]
    public async Task Without_a_folder_for_copies_a_server_that_sends_files_says_so_before_it_asks_the_user(string tool)
    {
        await using var bench = await AgentBench.StartAsync();
        await using var ledger = new SqliteJobLedger(bench.Folder.File("other.db"));
        await using var client = bench.NewClient(ledger);
        await using var agent = await bench.ConnectAsync(options => options.FileFolders.Add(bench.Folder.Path), client: client);

        var refusal = AgentBench.TextOf(await agent.CallToolAsync(tool, AgentBench.Film()));

        Assert.Contains("Set JobLedgerOptions.InputFolder", refusal, StringComparison.Ordinal);
        Assert.Empty(bench.Questions);
    }

    private static async Task<AgentBench> StartAsync()
    {
        var bench = await AgentBench.StartAsync();
        var root = bench.Folder.Path;
        Directory.CreateDirectory(Path.Combine(root, "allowed"));
        Directory.CreateDirectory(Path.Combine(root, "allowed-too"));
        foreach (var name in new[] { "allowed/kite.png", "allowed-too/kite.png", "secret.png" })
        {
            await File.WriteAllBytesAsync(Path.Combine(root, name), Shop.Png);
        }

        await File.WriteAllBytesAsync(Path.Combine(root, "allowed/empty.png"), []);
        File.CreateSymbolicLink(Path.Combine(root, "allowed/link.png"), Path.Combine(root, "secret.png"));
        Directory.CreateSymbolicLink(Path.Combine(root, "allowed/linked"), root);
        await bench.ReconnectAsync(options =>
        {
            options.ConfirmAboveUsd = null;
            options.FileFolders.Add(Path.Combine(root, "allowed"));
        });
        return bench;
    }

    private static bool IsAddress(string path) => path.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, object?> Film(string path) => new()
    {
        ["model"] = "kling/kling-3.0/pro/image-to-video",
        ["input"] = new
        {
            prompt = "a kite",
            start_image_url = IsAddress(path) ? path : new UriBuilder("file", "", -1, path).Uri.AbsoluteUri,
        },
    };
}
