namespace SchemaSdk.Integration.Tests.Reconciling;

/// <summary>Tests that a lost job of a Replicate model is found even if the list names the model in another way.</summary>
public sealed class RenamedModelTests
{
    [Theory]
    [InlineData("acme/video:v1", "acme/film", "v1", ReconcileOutcome.Accepted)]
    [InlineData("acme/video/versions/v1", "acme/film", "v1", ReconcileOutcome.Accepted)]
    [InlineData("acme/video:v1", "acme/video", "hidden", ReconcileOutcome.Accepted)]
    [InlineData("acme/video", "Acme/Video", "hidden", ReconcileOutcome.Accepted)]
    [InlineData("acme/video:v1", "acme/film", "v2", ReconcileOutcome.NotAccepted)]
    [InlineData("acme/video", "acme/film", "v1", ReconcileOutcome.NotAccepted)]
    public async Task A_job_is_found_by_its_version_or_by_its_name_in_any_case(
        string model, string named, string version, ReconcileOutcome outcome)
    {
        await using var bench = new ListBench("Replicate");
        bench.Lose(isAccepted: false);
        var lost = await Soon.Throws<ModelSubmissionUnknownException>(bench.Client.SubmitAsync(model, ListBench.Json()));
        bench.Gate.Body = () =>
            $$"""
            {"results":[{"id":"abc","model":"{{named}}","version":"{{version}}","created_at":"{{bench.Time.GetUtcNow():O}}",
            "input":{{ListBench.Input}}}],"next":null}
            """;
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        var found = await lost.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.Zero }).Soonish();

        Assert.Equal((outcome, outcome == ReconcileOutcome.Accepted ? "abc" : null), (found.Outcome, found.RequestId));
    }
}
