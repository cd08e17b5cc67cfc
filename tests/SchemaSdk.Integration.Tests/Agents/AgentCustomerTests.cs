using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SchemaSdk.Integration.Tests.Sqlite;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests an application that agents call over HTTP. An agent must not see another customer's jobs.</summary>
public sealed class AgentCustomerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelEmulator _emulator = AgentHost.Emulator(runTime: TimeSpan.Zero);

    [Theory]
    [InlineData("other")]
    [InlineData(null)]
    public async Task A_user_does_not_see_the_jobs_of_another_customer(string? stranger)
    {
        await using var host = await StartAsync();
        await using var owner = await host.ConnectAsync("acme");
        await using var colleague = await host.ConnectAsync("acme");
        await using var agent = await host.ConnectAsync(stranger);
        var job = await CallAsync(owner, "run", new(AgentBench.Film()) { ["key"] = "film 1" });
        var file = job.GetProperty("files")[0].GetProperty("uri").GetString()!;

        var seen = await agent.CallToolAsync("job", Key());
        var cancelled = await agent.CallToolAsync("cancel", Key());
        var listed = await CallAsync(agent, "list_jobs");
        await AssertHiddenAsync(agent, "film 1", file);
        foreach (var reader in new[] { owner, colleague })
        {
            var content = (await reader.ReadResourceAsync(file)).Contents;
            Assert.NotEmpty(Assert.IsType<BlobResourceContents>(Assert.Single(content)).DecodedData.ToArray());
            Assert.Equal("completed", (string?)(await reader.SendRequestAsync(About("tasks/get", "film 1"))).Result!["status"]);
        }

        var own = await CallAsync(agent, "run", new(AgentBench.Film("another kite")) { ["key"] = "film 1" });
        var other = await CallAsync(agent, "run", new(AgentBench.Film("a boat")) { ["key"] = "film 2" });
        await AssertHiddenAsync(owner, "film 2", other.GetProperty("files")[0].GetProperty("uri").GetString()!);

        Assert.Equal((true, true), (seen.IsError, cancelled.IsError));
        Assert.Contains("has no job", AgentBench.TextOf(seen), StringComparison.Ordinal);
        Assert.Empty(listed.GetProperty("jobs").EnumerateArray());
        Assert.NotEqual(IdOf(job), IdOf(own));
        Assert.Equal(IdOf(job), IdOf(await CallAsync(colleague, "job", Key())));
        Assert.Equal(3, _emulator.Bills);
    }

    [Fact]
    public async Task A_job_whose_row_cannot_be_read_is_named_only_to_its_own_customer()
    {
        await using var host = await StartAsync();
        await using var owner = await host.ConnectAsync("acme");
        await using var stranger = await host.ConnectAsync("other");
        var ran = await CallAsync(owner, "run", new(AgentBench.Film()) { ["key"] = "film 1" });
        using var program = new OtherProgram(_folder.File("jobs.db"));
        await Soon.Until(() => program.Run("select state from jobs") == $"{(int)LedgerState.Delivered}");
        program.Run("update jobs set files = '{'");

        var listed = await CallAsync(owner, "list_jobs", new() { ["state"] = "failed" });
        var others = await CallAsync(stranger, "list_jobs");
        var job = await owner.CallToolAsync("job", Key());
        var file = await Assert.ThrowsAsync<McpProtocolException>(
            () => owner.ReadResourceAsync(ran.GetProperty("files")[0].GetProperty("uri").GetString()!).AsTask());

        Assert.Equal("film 1", Assert.Single(listed.GetProperty("unreadable").EnumerateArray()).GetString());
        Assert.Contains("'schemasdk jobs list'", listed.GetProperty("next").GetString(), StringComparison.Ordinal);
        Assert.False(others.TryGetProperty("unreadable", out _));
        Assert.StartsWith("The row of the job 'film 1' in the ledger cannot be read.", AgentBench.TextOf(job), StringComparison.Ordinal);
        Assert.Contains("'schemasdk jobs list'", AgentBench.TextOf(job), StringComparison.Ordinal);
        Assert.Contains("The row of the job 'film 1' in the ledger cannot be read.", file.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_a_customer_cannot_choose_a_key_of_a_customer()
    {
        await using var host = await StartAsync();
        await using var owner = await host.ConnectAsync("acme");
        await using var stranger = await host.ConnectAsync(null);
        var start = Convert.ToHexString(SHA256.HashData("acme"u8))[..16].ToLowerInvariant();

        var strange = await CallAsync(stranger, "run", new(AgentBench.Film()) { ["key"] = $"{start}:film 1" });
        var own = await CallAsync(owner, "run", new(AgentBench.Film()) { ["key"] = "film 1" });

        Assert.NotEqual(IdOf(strange), IdOf(own));
        Assert.Equal(2, _emulator.Bills);
    }

    [Fact]
    public async Task Each_customer_has_its_own_budget()
    {
        await using var host = await StartAsync(
            new LedgerBudget { LimitUsd = 0.5m, Window = BudgetWindow.Always, PerCustomer = true });
        await using var owner = await host.ConnectAsync("acme");
        await using var other = await host.ConnectAsync("other");

        await CallAsync(owner, "run", AgentBench.Film());
        var refused = await owner.CallToolAsync("run", AgentBench.Film("another kite"));
        await CallAsync(other, "run", AgentBench.Film("another kite"));

        Assert.Contains("of the customer acme", AgentBench.TextOf(refused), StringComparison.Ordinal);
        Assert.Equal((true, 2), (refused.IsError, _emulator.Bills));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<AgentHost> StartAsync(params LedgerBudget[] budgets)
    {
        await _emulator.StartAsync();
        return await AgentHost.StartAsync(
            _emulator,
            _folder.File("jobs.db"),
            static options =>
            {
                options.ConfirmAboveUsd = null;
                options.CustomerOf = static user => user?.FindFirst(AgentHost.Tenant)?.Value;
            },
            budgets);
    }

    private static async Task AssertHiddenAsync(McpClient agent, string key, string file)
    {
        var unread = await Assert.ThrowsAsync<McpProtocolException>(() => agent.ReadResourceAsync(file).AsTask());
        Assert.Contains("is not a file of a job", unread.Message, StringComparison.Ordinal);
        foreach (var method in new[] { "tasks/get", "tasks/cancel", "tasks/update" })
        {
            var refused = await Assert.ThrowsAsync<McpProtocolException>(() => agent.SendRequestAsync(About(method, key)));
            Assert.Contains("has no job", refused.Message, StringComparison.Ordinal);
        }
    }

    // Over HTTP, a request about a task must also have the key in a header. RoutingName sets this header.
    private static JsonRpcRequest About(string method, string key) =>
        new() { Method = method, Params = new JsonObject { ["taskId"] = key }, Context = new() { RoutingName = key } };

    private static Dictionary<string, object?> Key() => new() { ["key"] = "film 1" };

    private static string? IdOf(JsonElement job) => job.GetProperty("request_id").GetString();

    private static async Task<JsonElement> CallAsync(McpClient agent, string tool, Dictionary<string, object?>? arguments = null)
    {
        CallToolResult result = await agent.CallToolAsync(tool, arguments);
        Assert.True(result.IsError is not true, AgentBench.TextOf(result));
        return result.StructuredContent!.Value;
    }
}
