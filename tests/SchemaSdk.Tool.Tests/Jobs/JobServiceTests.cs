namespace SchemaSdk.Tool.Tests.Jobs;

public sealed class JobServiceTests : LedgerTest
{
    [Fact]
    public async Task A_job_of_an_unknown_service_is_reported_and_the_others_are_awaited()
    {
        var id = await RunAtServiceAsync();
        await RecordAsync("order-1", LedgerState.Accepted, id, service: "RunComfy");
        await RecordAsync("order-2", LedgerState.Accepted, "req-2", service: "Elsewhere");

        await JobsReportAsync(1, $"succeeded  order-1  {id}", "resume");

        Assert.Contains("The job 'order-2' belongs to Elsewhere, which schemasdk does not know.", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(LedgerState.Accepted, (await FindAsync("order-2")).State);
    }

    [Theory]
    [InlineData("Elsewhere", "belongs to Elsewhere")]
    [InlineData("Elsewhere", "belongs to Elsewhere", "--offline")]
    [InlineData("RunComfy", "--service is fal, but the job 'order-1' belongs to RunComfy.", "--service", "fal")]
    public async Task A_request_id_of_an_unknown_or_another_service_is_not_recorded(string service, string message, params string[] more)
    {
        await RecordAsync("order-1", LedgerState.Unknown, service: service);

        await JobsFailAsync(2, message, ["settle", "order-1", "--id", "req-1", "--yes", .. more]);

        Assert.Equal((LedgerState.Unknown, 0), ((await FindAsync("order-1")).State, Emulator.Requests));
    }

    [Fact]
    public async Task A_job_that_an_unknown_service_did_not_accept_can_be_settled()
    {
        await RecordAsync("order-1", LedgerState.Unknown, service: "Elsewhere");

        Assert.Equal(0, await JobsAsync("settle", "order-1", "--not-accepted", "--yes"));

        Assert.Equal(LedgerState.Refused, (await FindAsync("order-1")).State);
    }
}
