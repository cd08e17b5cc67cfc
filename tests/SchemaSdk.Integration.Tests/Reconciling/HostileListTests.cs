using System.Net;

namespace SchemaSdk.Integration.Tests.Reconciling;

public sealed class HostileListTests
{
    private const string Job =
        """{"id":"abc","model":"acme/video","created_at":"2026-01-02T03:04:05Z","input":{"prompt":"a kite","seconds":5}}""";
    private const string Item =
        """{"request_id":"abc","endpoint_id":"acme/video","sent_at":"2026-01-02T03:04:05Z","json_input":{"prompt":"a kite","seconds":5}}""";

    [Theory]
    [InlineData("fal", $$"""{"items":[{{Item}}],"has_more":true,"next_cursor":"1"}""", 20)]
    [InlineData("fal", $$"""{"items":[{{Item}}],"has_more":true}""", 1)]
    [InlineData("fal", $$"""{"items":[{{Item}}],"next_cursor":"1"}""", 1)]
    [InlineData("fal", """{"items":[],"next_cursor":"1"}""", 1)]
    [InlineData("fal", $$"""{"items":[{{Item}}]""", 1)]
    [InlineData("fal", """{"items":[{"request_id":"abc","endpoint_id":"acme/other"}]}""", 1)]
    [InlineData("fal", """{"items":[{"request_id":"../x","endpoint_id":"acme/video"}]}""", 1)]
    [InlineData("fal", """{"items":[{"request_id":"abc","endpoint_id":"acme/video"}]}""", 1)]
    [InlineData("fal", """{"items":[7]}""", 1)]
    [InlineData("fal", """{"items":{}}""", 1)]
    [InlineData("fal", "<html></html>", 1)]
    [InlineData("Replicate", $$"""{"results":[{{Job}}],"next":"http://localhost/v1/predictions?cursor=1"}""", 20)]
    [InlineData("Replicate", $$"""{"results":[{{Job}}],"next":"https://thief.example/v1/predictions?cursor=1"}""", 1)]
    [InlineData("Replicate", $$"""{"results":[{{Job}}],"next":7}""", 1)]
    [InlineData("Replicate", $$"""{"results":[{{Job}}""", 1)]
    [InlineData("Replicate", """{"results":[{"id":"abc","model":"acme/video"}]}""", 1)]
    [InlineData("Replicate", """{"results":[{"id":"abc"}]}""", 1)]
    [InlineData("Replicate", """{"results":null}""", 1)]
    [InlineData("Replicate", "", 1)]
    public async Task A_list_of_another_form_leaves_the_submit_unknown(string service, string body, int lists)
    {
        await using var bench = new ListBench(service);
        var lost = await bench.LostAsync(isAccepted: true);
        bench.Gate.Body = () => body;
        bench.Time.Advance(TimeSpan.FromDays(1));

        var found = await lost.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.Zero }).Soonish();

        Assert.Equal((ReconcileOutcome.Unknown, lists), (found.Outcome, bench.Gate.Lists));
        Assert.Equal("localhost", Assert.Single(bench.Gate.Hosts));
    }

    [Theory]
    [InlineData("fal", HttpStatusCode.InternalServerError)]
    [InlineData("fal", HttpStatusCode.NotFound)]
    [InlineData("Replicate", HttpStatusCode.TooManyRequests)]
    [InlineData("Replicate", HttpStatusCode.Accepted)]
    public async Task A_list_with_another_status_leaves_the_submit_unknown(string service, HttpStatusCode status)
    {
        await using var bench = new ListBench(service);
        var lost = await bench.LostAsync(isAccepted: true);
        (bench.Gate.Status, bench.Gate.Body) = (status, () => bench.EmptyList);
        bench.Time.Advance(TimeSpan.FromDays(1));

        var found = await lost.ReconcileAsync(new() { NotAcceptedAfter = TimeSpan.Zero }).Soonish();

        Assert.Equal(ReconcileOutcome.Unknown, found.Outcome);
    }
}
