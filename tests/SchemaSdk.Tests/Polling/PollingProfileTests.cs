using System.Text.Encodings.Web;

namespace SchemaSdk.Tests.Polling;

public class PollingProfileTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> InvalidProfiles =>
    [
        "", "{}", "[]", "null", """{"version":1}""", """{"version":2,"models":{}}""", """{"version":"1","models":{}}""",
        """{"version":1.5,"models":{}}""", """{"version":1,"models":[]}""", """{"version":1,"models":{"a":7}}""",
        """{"version":1,"models":{"a":["7"]}}""", """{"version":1,"models":{"a":[-1]}}""",
        """{"version":1,"models":{"a":[1e400]}}""", """{"version":1,"models":{"a":[2073601]}}""",
        """{"version":1,"models":{"":[1]}}""", """{"version":1,"models":{"a":[1],"a":[1]}}""",
        """{"version":1,"models":{"a":[1]}} x""", """{"version":1,"models":{"a":[[[[[[1]]]]]]}}""",
        """{"version":1,"models":{"\ud800":[1]}}""", """{"version":1,"models":{"a":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}}""",
    ];

    [Theory]
    [MemberData(nameof(InvalidProfiles))]
    public void A_profile_that_no_client_exported_is_ignored_with_a_warning(string profile) => AssertIgnored(profile);

    [Fact]
    public void A_profile_that_is_too_large_is_ignored_with_a_warning()
    {
        var models = string.Join(',', Enumerable.Range(0, 1001).Select(model => $"\"m{model}\":[1]"));

        AssertIgnored($$$"""{"version":1,"models":{{{{models}}}}}""");
        AssertIgnored(new string(' ', (1 << 22) + 1));
        AssertIgnored($$$"""{"version":1,"models":{"{{{new string('m', 301)}}}":[1]}}""");
    }

    [Fact]
    public void A_profile_is_exported_as_it_was_set_and_belongs_to_its_client_only()
    {
        const string Profile = """{"version":1,"models":{"acme/still":[61.5,58.25,60,59.125,2]}}""";
        using var log = new ListLog();
        using var client = Client(Profile, log);
        using var other = Client(null, log);
        other.Durations.Of("acme/kite").Load([7]);

        Assert.Equal(Profile, client.ExportPollingProfile());
        Assert.Equal("""{"version":1,"models":{"acme/kite":[7]}}""", other.ExportPollingProfile());
        Assert.Empty(log.Lines);
    }

    [Fact]
    public void A_profile_has_the_text_that_a_JSON_serializer_writes()
    {
        const string Odd = "a \"'\\/<>&+`\b\t\n\u0001\u007f\u00e4\u2028\U0001d11e";
        using var client = Client(null);
        client.Durations.Of(Odd).Load([0.001, 0.5, 61, 1234567.891, 1e9]);

        var written = JsonSerializer.Serialize(
            new Dictionary<string, double[]> { [Odd] = [0.001, 0.5, 61, 1234567.891, 2073600] }, Relaxed);

        Assert.Equal($$"""{"version":1,"models":{{written}}}""", client.ExportPollingProfile());
    }

    [Fact]
    public void Every_profile_of_at_most_a_thousand_models_can_be_set_whatever_their_ids()
    {
        using var client = Client(null);
        string[] odd = ["", "a\ud800b", "a\udc00b", "a\ufffdb", "\0", "\"\\", new string('m', 301)];
        foreach (var model in odd.Concat(Enumerable.Range(0, 2000).Select(model => new string('\u4e00', 290) + model)))
        {
            client.Durations.Of(model).Load([.. Enumerable.Repeat(1e9, 10), .. Enumerable.Repeat(1234567.891, 10)]);
        }

        using var log = new ListLog();
        using var next = Client(client.ExportPollingProfile(), log);

        Assert.Empty(log.Lines);
        Assert.Equal(client.ExportPollingProfile(), next.ExportPollingProfile());

        // At most a thousand models are kept in memory, and the ids of five of them cannot be exported.
        Assert.Equal(995, next.ExportPollingProfile().Split('[').Length - 1);
    }

    private static void AssertIgnored(string profile)
    {
        using var log = new ListLog();
        using var client = Client(profile, log);

        Assert.StartsWith("Warning: Polling.Profile ", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.Equal("""{"version":1,"models":{}}""", client.ExportPollingProfile());
    }

    private static TestClient Client(string? profile, ListLog? log = null)
    {
        var options = new ModelClientOptions { LoggerFactory = log };
        options.Polling.Profile = profile;
        return new TestClient(http: null, options);
    }
}
