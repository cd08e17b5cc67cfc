using SchemaSdk.Services;

namespace SchemaSdk.Tests.Services;

/// <summary>No body may make a profile throw, or be read as an answer that it does not contain.</summary>
public sealed class HostileBodyTests
{
    private static readonly int[] Statuses = [200, 201, 202, 204, 206, 302, 400, 401, 404, 422, 429, 499, 500, 503];

    private static readonly ServiceProfile[] Services = [ModelService.Fal.Profile, ModelService.Replicate.Profile];

    public static TheoryData<string> Bodies => [
        "", " ", "null", "true", "0", "-", "\"", "\"a\"", "[]", "{", "{}", "{}{}", "[[", "<html>", "\0", "\u00ff", "{\"a\":1,}",
        """{"status":null,"request_id":null,"id":null,"detail":null,"urls":null,"error":null}""",
        """{"status":1,"request_id":2,"id":3,"detail":4,"urls":5,"error":6,"error_type":7,"queue_position":"8","retry_after":"9"}""",
        """{"status":[],"request_id":{},"id":[],"detail":{},"urls":[],"error":[],"error_type":{},"queue_position":[],"retry_after":{}}""",
        """{"status":"\ud800","request_id":"\udfff","id":"\ud800","detail":"\ud800","error":"\ud800","error_type":"\ud800"}""",
        """{"\ud800":1,"urls":{"\ud800":1,"get":"\ud800"},"detail":[{"\ud800":1,"loc":["\ud800"],"msg":"\ud800","type":"\ud800"}]}""",
        """{"queue_position":1e999,"retry_after":1e999,"status":1e999}""",
        """{"queue_position":-1,"retry_after":-1,"status":99999999999999999999999999}""",
        """{"queue_position":2147483648,"retry_after":86401,"created_at":"9999-99-99","completed_at":"x"}""",
        """{"queue_position":0.5,"retry_after":0.5,"created_at":"0001-01-01T00:00:00+14:00"}""",
        """{"detail":[]}""", """{"detail":[1,"a",null,[],{}]}""", """{"detail":[[[[]]]]}""",
        """{"detail":[{"loc":[],"msg":1,"type":2}]}""", """{"urls":{"get":1,"cancel":[]}}""",
        """{"urls":{"get":"\u0000","cancel":"//x"}}""",
        $$"""{"detail":{{Deep}},"urls":{{Deep}},"error":{{Deep}},"output":{{Deep}},"status":{{Deep}}}""",
        $$"""{"detail":[{"loc":{{Deep}},"msg":"a","type":"b"}]}""", Deep,
        new string('[', 100_000), $$"""{"status":"{{new string('a', 100_000)}}"}""",
        $$"""{{{Many}}}""",
    ];

    private static string Many => string.Join(',', Enumerable.Range(0, 2_000).Select(static number => $"\"{number}\":0"));

    private static string Deep => new string('[', 20_000) + new string(']', 20_000);

    [Theory]
    [MemberData(nameof(Bodies))]
    public void No_body_makes_a_profile_throw(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        foreach (var service in Services)
        {
            foreach (var call in Enum.GetValues<ServiceCall>())
            {
                foreach (var status in Statuses)
                {
                    var read = service.ReadBody(call, status, body);

                    Assert.False(service.IsRefusedForNow(503, hasRetryAfter: true, read) && read is not { IsOwnError: true });
                    Assert.True(read?.RetryAfter is null || read.RetryAfter > TimeSpan.Zero);
                    Assert.True(read?.QueuePosition is null or >= 0);
                    Assert.False(BodyKinds.OfSubmit(service, read) == BodyKind.Usable);
                    Assert.False(BodyKinds.OfRead(read, "7") == BodyKind.Definite);
                    Assert.False(BodyKinds.OfCancel(read, "7") == BodyKind.Definite);
                    Assert.False(service.IsUnknownRequest(404, read));
                }
            }

            Assert.Null(service.CallbackIdIn(body));
            service.FindRequestId(body);
            service.FindRequestId(body.AsSpan(0, body.Length / 2));
        }
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
