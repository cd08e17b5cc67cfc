using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using SchemaSdk.Integration.Tests.Sqlite;

namespace SchemaSdk.Integration.Tests.Agents;

public sealed class AgentResultTests
{
    [Fact]
    public async Task While_files_are_being_saved_a_call_says_so_in_time_and_starts_no_second_download()
    {
        var time = new FakeTime();
        await using var bench = await AgentBench.StartAsync(time: time, saves: true);
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Hang(FaultPhase.BeforeResponse));
        var run = bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1", ["wait_seconds"] = 0 });
        await Soon.Until(() => bench.Emulator.RequestsOf(EmulatorCall.Download) == 1);
        await Soon.Until(() => IsCompleted(run, time));

        var asked = bench.CallAsync("job", new() { ["key"] = "film 1", ["wait_seconds"] = 0 });
        await Soon.Until(() => IsCompleted(asked, time));
        var job = await asked;

        Assert.Equal("running", job.GetProperty("state").GetString());
        Assert.Contains("files are still being saved", job.GetProperty("next").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, bench.Emulator.RequestsOf(EmulatorCall.Download));
    }

    [Fact]
    public async Task Each_saved_file_has_its_path_even_if_other_files_were_not_saved()
    {
        await using var bench = await AgentBench.StartAsync(saves: true);
        var saved = $"{bench.Emulator.Address}files/1/notes.txt";
        AnswerWith(bench, $$"""
            {"text":"{{saved}}","texts":["{{saved}}"],"icon":"data:image/png;base64,iVBORw0KGgo=","source":"https://other.example/a.png"}
            """);
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Answer(200, "text/plain", "a kite"));

        var job = await bench.CallAsync("run", AgentBench.Film());

        var paths = job.GetProperty("files").EnumerateArray()
            .Select(static file => file.TryGetProperty("path", out var path) ? path.GetString() : null).ToList();
        Assert.Equal("a kite", await File.ReadAllTextAsync(paths[0]!));
        Assert.Equal([paths[0], paths[0], null, null], paths);
    }

    [Fact]
    public async Task A_call_says_which_files_could_not_be_saved()
    {
        await using var bench = await AgentBench.StartAsync(saves: true);
        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: 10);

        var job = await bench.CallAsync("run", AgentBench.Film());

        Assert.Equal("completed", job.GetProperty("state").GetString());
        Assert.False(job.GetProperty("files")[0].TryGetProperty("path", out _));
        Assert.Contains("The service may delete the others later", job.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_with_two_saved_files_of_the_same_name_is_shown()
    {
        await using var bench = await AgentBench.StartAsync(saves: true);
        var ran = await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1" });
        var name = Path.GetFileName(ran.GetProperty("files")[0].GetProperty("path").GetString()!);
        using (var program = new OtherProgram(bench.Folder.File("jobs.db")))
        {
            program.Run($"update jobs set files = '[\"/a/{name}\",\"/b/{name}\"]'");
        }

        var job = await bench.CallAsync("job", new() { ["key"] = "film 1" });

        Assert.Equal($"/a/{name}", job.GetProperty("files")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_saved_file_that_is_too_large_to_read_is_found_through_the_job_tool()
    {
        await using var bench = await AgentBench.StartAsync(saves: true);
        var file = (await bench.CallAsync("run", AgentBench.Film())).GetProperty("files")[0];
        await using (var saved = File.OpenWrite(file.GetProperty("path").GetString()!))
        {
            saved.SetLength((8 << 20) + 1);
        }

        var reading = bench.Agent.ReadResourceAsync(file.GetProperty("uri").GetString()!).AsTask();

        var refusal = await Assert.ThrowsAsync<McpProtocolException>(() => reading);
        Assert.Contains("more than 8388608 bytes. The job tool says where", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_saved_file_can_be_read_after_the_service_has_deleted_it_but_only_from_the_folder_for_files(bool isInFolder)
    {
        await using var bench = await AgentBench.StartAsync(saves: true);
        var ran = await bench.CallAsync("run", AgentBench.Film());
        var file = ran.GetProperty("files")[0];
        var saved = file.GetProperty("path").GetString()!;
        if (!isInFolder)
        {
            var other = bench.Folder.File(Path.GetFileName(saved));
            File.Copy(saved, other);
            using var program = new OtherProgram(bench.Folder.File("jobs.db"));
            program.Run($"update jobs set files = '[\"{other}\"]'");
        }

        bench.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(404), times: 10);
        var reading = bench.Agent.ReadResourceAsync(file.GetProperty("uri").GetString()!).AsTask();

        if (isInFolder)
        {
            var content = Assert.IsType<BlobResourceContents>(Assert.Single((await reading).Contents));
            Assert.Equal(await File.ReadAllBytesAsync(saved), content.DecodedData.ToArray());
        }
        else
        {
            await Assert.ThrowsAsync<McpProtocolException>(() => reading);
        }
    }

    [Fact]
    public async Task No_worker_can_claim_a_job_while_the_server_waits_for_it()
    {
        await using var bench = await AgentBench.StartAsync(runTime: TimeSpan.FromMinutes(5));

        await bench.CallAsync("run", new(AgentBench.Film()) { ["key"] = "film 1", ["wait_seconds"] = 0 });

        var job = await bench.Ledger.FindAsync("mcp::film 1");
        Assert.Equal((LedgerState.Accepted, bench.Ledger.Owner), (job!.State, job.Lease.Owner));
    }

    [Fact]
    public async Task Only_the_first_100_files_are_listed()
    {
        await using var bench = await AgentBench.StartAsync();
        var addresses = Enumerable.Range(0, 150).Select(static number => $"\"https://other.example/{number}.png\"");
        AnswerWith(bench, $$"""{"images":[{{string.Join(',', addresses)}}]}""");

        var result = await bench.Agent.CallToolAsync("run", AgentBench.Film());

        var job = result.StructuredContent!.Value;
        Assert.Equal(100, job.GetProperty("files").GetArrayLength());
        Assert.Equal(100, result.Content.OfType<ResourceLinkBlock>().Count());
        Assert.Contains("150 files", job.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("/files/149.", job.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    private static void AnswerWith(AgentBench bench, string output) => bench.Emulator.Faults.Add(
        EmulatorCall.Result, EmulatorFault.Answer(200, "application/json", $$"""{"status":"completed","output":{{output}}}"""));

    private static bool IsCompleted(Task call, FakeTime time)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return call.IsCompleted;
    }
}
