namespace SchemaSdk.Tests.Services;

/// <summary>A profile must find everything that an unusual body contains, and nothing else.</summary>
public sealed class HostileBodyTests
{
    private static string Many => string.Join(',', Enumerable.Range(0, 2_000).Select(static number => $"\"{number}\":0"));

    [Theory]
    [InlineData("fal", """{"status":"IN_QUEUE","queue_position":-1}""")]
    [InlineData("fal", """{"status":"IN_QUEUE","queue_position":2147483648}""")]
    [InlineData("Replicate", """{"retry_after":-1}""")]
    [InlineData("Replicate", """{"retry_after":86401}""")]
    public void A_position_or_a_delay_out_of_range_is_ignored(string name, string body)
    {
        var service = ModelService.Find(name)!;

        var (status, refusal) = (Read(ServiceCall.Status, 200), Read(ServiceCall.Submit, 429));

        Assert.Equal((null, null), (status.QueuePosition, refusal.RetryAfter));

        ServiceBody Read(ServiceCall call, int status) => service.ReadBody(call, status, Encoding.UTF8.GetBytes(body))!;
    }

    [Theory]
    [InlineData(422, """{"detail":[""", "]}")]
    [InlineData(200, """{"status":"IN_PROGRESS","logs":[""", "]}")]
    public void A_body_with_a_million_items_is_read_with_little_memory(int status, string start, string end)
    {
        var body = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat("{},", 1_000_000)) + "{}" + end);
        var before = GC.GetAllocatedBytesForCurrentThread();

        ModelService.Find("fal")!.ReadBody(status == 200 ? ServiceCall.Status : ServiceCall.Result, status, body);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    [Theory]
    [InlineData("fal", """{"request_id":"1","request_id":"2"}""")]
    [InlineData("Replicate", """{"id":"1","status":"starting","id":"2"}""")]
    public void The_last_of_several_members_with_the_same_name_counts(string name, string body) =>
        Assert.Equal("2", ModelService.Find(name)!.ReadBody(ServiceCall.Submit, 200, Encoding.UTF8.GetBytes(body))!.RequestId);

    [Theory]
    [InlineData("fal", """{"request_id":"abc","respo""", "abc")]
    [InlineData("fal", """{"gateway_request_id":"x","request_id":"abc""", null)]
    [InlineData("fal", """{"request_id":"x","request_id":"abc","respo""", "abc")]
    [InlineData("fal", """{"request_id":"abc","request_id":"x""", "abc")]
    [InlineData("Replicate", """{"id":"abc","model":"ac""", "abc")]
    [InlineData("Replicate", """{"input":{"id":"x"},"id":"abc",""", "abc")]
    public void A_request_id_is_found_in_an_interrupted_answer(string name, string start, string? id) =>
        Assert.Equal(id, ModelService.Find(name)!.FindRequestId(Encoding.UTF8.GetBytes(start)));

    [Theory]
    [InlineData("RunComfy", "request_id")]
    [InlineData("RunComfy", """request\u005Fid""")]
    [InlineData("fal", """\u0072\u0065\u0071\u0075\u0065\u0073\u0074\u005f\u0069\u0064""")]
    [InlineData("Replicate", "id")]
    [InlineData("Replicate", """i\u0064""")]
    public void A_request_id_is_found_after_2000_members_and_under_an_escaped_name(string service, string name)
    {
        var profile = ModelService.Find(service)!;
        var body = Encoding.UTF8.GetBytes($$"""{{{Many}},"{{name}}":"abc","\ud800":1}""");

        Assert.Equal("abc", profile.ReadBody(ServiceCall.Submit, 200, body)!.RequestId);
        Assert.Equal("abc", profile.FindRequestId(body.AsSpan(0, body.Length - 1)));
    }
}
