using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Tests that the emulator accepts and refuses the same inputs as the generated client, and that each job has a result.</summary>
public class EmulatorTests
{
    private const int MostInstances = 12;

    [Theory]
    [MemberData(nameof(Corpus.Sets), MemberType = typeof(Corpus))]
    public async Task Every_valid_instance_runs_and_every_invalid_one_is_refused(string set)
    {
        using var log = new ListLog();
        var complaints = new List<string>();
        foreach (var batch in GeneratedSet.Of(set).Batches)
        {
            var infos = Compiler.Models(batch.Client);
            await using var emulator = new ModelEmulator(infos, new()
            {
                QueueTime = TimeSpan.Zero,
                RunTime = TimeSpan.Zero,
                LoggerFactory = log,
            });
            using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Token);
            foreach (var info in infos)
            {
                foreach (var json in Instances(info.InputSchema))
                {
                    if (await ComplaintAsync(http, info, json) is { } complaint)
                    {
                        complaints.Add($"{set}/{info.Id}: {complaint} for {json}");
                    }
                }
            }
        }

        None.Of(complaints);
        None.Of(log.Lines);
    }

    private static async Task<string?> ComplaintAsync(HttpClient http, ModelInfo info, string json)
    {
        // For a data URI, the client checks a placeholder, but the emulator exempts the URI from some rules.
        if (json.Contains("\"data:", StringComparison.Ordinal))
        {
            return null;
        }

        var path = string.Join('/', info.Id.Split('/').Select(Uri.EscapeDataString));
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"v1/models/{path}", UriKind.Relative), body);
        var expected = info.Validate(Encoding.UTF8.GetBytes(json)).Count == 0 ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity;
        if (answer.StatusCode != expected || expected != HttpStatusCode.OK)
        {
            return answer.StatusCode == expected ? null : $"{answer.StatusCode} instead of {expected}";
        }

        var accepted = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var result = JsonNode.Parse(await http.GetStringAsync(new Uri($"v1/requests/{accepted["request_id"]}/result", UriKind.Relative)))!;
        return (string?)result["status"] == "succeeded" ? null : $"the job is {result["status"]}";
    }

    private static IEnumerable<string> Instances(string schema)
    {
        var maker = new InstanceMaker(schema);
        return [maker.Typical(), .. maker.All().Take(FullRun.IsOn ? int.MaxValue : MostInstances)];
    }
}
