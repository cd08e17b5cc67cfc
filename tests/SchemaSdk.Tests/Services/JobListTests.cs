using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk.Tests.Services;

/// <summary>The list of jobs is read only at a host that the profile names, because the request carries the token.</summary>
public sealed class JobListTests
{
    private const string Model = "acme/still";

    [Fact]
    public async Task The_list_of_fal_is_at_another_host_that_gets_the_token()
    {
        using var stage = new ServiceStage(KnownServices.Fal);
        var lost = await LostAsync(stage);
        stage.Server.Answers(200, $$"""{"items":[{"request_id":"abc","endpoint_id":"{{Model}}","json_input":1}],"has_more":false}""");

        var found = await Soon.Async(lost.ReconcileAsync());

        Assert.Equal((ReconcileOutcome.Accepted, "abc"), (found.Outcome, found.RequestId));
        Assert.StartsWith("GET https://api.fal.ai/v1/models/requests/by-endpoint?", stage.Calls[1], StringComparison.Ordinal);
        Assert.Equal($"Key {ServiceStage.Token}", stage.Server.Asked[1].Authorization);
    }

    [Fact]
    public async Task A_list_at_a_host_that_the_profile_does_not_name_is_not_read()
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

    [Fact]
    public async Task An_option_out_of_range_and_an_exception_of_no_client_are_refused()
    {
        using var stage = new ServiceStage(OtherProfile.Instance);
        var lost = await LostAsync(stage);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => lost.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.FromSeconds(-1) }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new ModelSubmissionUnknownException().ReconcileAsync());
    }

    private static Task<ModelSubmissionUnknownException> LostAsync(ServiceStage stage)
    {
        stage.Server.Breaks();
        return Soon.Throws<ModelSubmissionUnknownException>(stage.SubmitAsync(Model));
    }

    private sealed class StrayProfile : OtherProfile
    {
        public override Uri ListAddress(Uri service, JobSearch search, string? cursor) => new("https://thief.example/runs");
    }
}
