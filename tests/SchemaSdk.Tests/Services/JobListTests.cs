using SchemaSdk.Tests.Ledgers;

namespace SchemaSdk.Tests.Services;

/// <summary>The list of jobs must be requested only from hosts that the profile lists, because the request contains the token.</summary>
public sealed class JobListTests
{
    private const string Model = "acme/still";

    [Fact]
    public async Task The_list_of_fal_is_at_another_host_that_gets_the_token()
    {
        using var stage = new ServiceStage(ModelService.Fal.Profile);
        var lost = await LostAsync(stage);
        stage.Server.Answers(200, $$"""{"items":[{"request_id":"abc","endpoint_id":"{{Model}}","json_input":1}],"has_more":false}""");

        var found = await Soon.Async(lost.ReconcileAsync());

        Assert.Equal((ReconcileOutcome.Accepted, "abc"), (found.Outcome, found.RequestId));
        Assert.StartsWith("GET https://api.fal.ai/v1/models/requests/by-endpoint?", stage.Calls[1], StringComparison.Ordinal);
        Assert.Equal($"Key {ServiceStage.Token}", stage.Server.Asked[1].Authorization);
    }

    [Fact]
    public async Task A_list_outside_the_hosts_of_the_profile_is_not_read()
    {
        using var stage = new ServiceStage(new StrayProfile());
        var lost = await LostAsync(stage);

        var found = await Soon.Async(lost.ReconcileAsync());

        Assert.Equal((ReconcileOutcome.Unknown, 1), (found.Outcome, stage.Calls.Count));
    }

    [Fact]
    public async Task A_service_without_a_list_leaves_the_submit_unknown()
    {
        using var stage = new ServiceStage(OtherProfile.Instance);
        var lost = await LostAsync(stage);

        var found = await Soon.Async(lost.ReconcileAsync());

        Assert.Equal((ReconcileOutcome.Unknown, "Other has no list of submitted jobs."), (found.Outcome, found.Reason));
    }

    [Theory]
    [InlineData("fal", true)]
    [InlineData("Replicate", true)]
    [InlineData("RunComfy", false)]
    public async Task The_message_of_an_unknown_submit_mentions_ReconcileAsync_only_if_the_service_has_a_list(string service, bool isNamed)
    {
        using var stage = new ServiceStage(ModelService.Find(service)!);

        var lost = await LostAsync(stage);

        Assert.Equal(isNamed, lost.Message.Contains("Call ReconcileAsync() to find the job in the service's list of jobs, or look at "));
        Assert.NotEqual(isNamed, lost.Message.Contains(" is not sent again. Look at "));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_message_about_a_job_in_a_ledger_says_that_ReconcileAsync_records_the_outcome(bool isFoundInLedger)
    {
        using var stage = new ServiceStage(ModelService.Replicate.Profile);
        stage.Options.Ledger = Shelf.Open(new MemoryStore());

        var lost = await LostAsync(stage, "order-7");
        if (isFoundInLedger)
        {
            lost = await LostAsync(stage, "order-7");
        }

        Assert.Contains(
            "Call ReconcileAsync() to find the job in the service's list of jobs and record the outcome, or look ", lost.Message);
        Assert.Single(stage.Calls);
    }

    [Fact]
    public async Task An_option_out_of_range_is_refused_and_so_is_an_exception_that_no_client_threw()
    {
        using var stage = new ServiceStage(OtherProfile.Instance);
        var lost = await LostAsync(stage);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => lost.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.FromSeconds(-1) }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new ModelSubmissionUnknownException().ReconcileAsync());
    }

    private static Task<ModelSubmissionUnknownException> LostAsync(ServiceStage stage, string? key = null)
    {
        stage.Server.Breaks();
        return Soon.Throws<ModelSubmissionUnknownException>(stage.SubmitAsync(Model, key is null ? null : new RunOptions { Key = key }));
    }

    private sealed class StrayProfile : OtherProfile
    {
        public override Uri ListAddress(Uri service, JobSearch search, string? cursor) => new("https://thief.example/runs");
    }
}
