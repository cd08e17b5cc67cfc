using System.Globalization;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Jobs;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Page;

/// <summary>Represents the state of the emulator as JSON.</summary>
internal sealed class PageState(EmulatedService service)
{
    private const int MostJobs = 200; // few enough to send every second

    public JsonObject Make(bool withModels)
    {
        var (phases, cost) = service.Jobs.Sum();
        var state = new JsonObject
        {
            ["address"] = service.Address.ToString(),
            ["token"] = service.Token,
            ["protocol"] = Protocol(),
            ["now"] = Time(service.Jobs.Now),
            ["requests"] = Requests(),
            ["bills"] = new JsonObject { ["submits"] = service.Bills, ["usd"] = cost },
            ["faults"] = Faults(),
            ["phases"] = new JsonObject(phases.Select(phase => KeyValuePair.Create(NameOf(phase.Key), (JsonNode?)phase.Value))),
            ["jobs"] = new JsonArray([.. service.Jobs.Newest(MostJobs).Select(Job)]),
        };
        if (withModels)
        {
            state["models"] = new JsonArray(
            [
                .. service.Models.Keys.Order(StringComparer.Ordinal)
                    .Select(id => new JsonObject { ["id"] = id, ["submit"] = service.Protocol.SubmitPath(id) }),
            ]);
        }

        return state;
    }

    public JsonArray Faults() => new([.. service.Faults.Lines.Select(Fault)]);

    /// <summary>
    /// Returns a job with its output and its files. The page has its own URLs for the files, so downloads by the page are not counted as
    /// requests.
    /// </summary>
    public JsonObject Result(JobSnapshot view)
    {
        var job = Job(view);
        if (view.Phase == JobPhase.Succeeded)
        {
            var (output, files) = service.OutputOf(view.Job);
            job["output"] = output;
            job["files"] = new JsonArray(
            [
                .. files.Select(file => new JsonObject
                {
                    ["type"] = file.ContentType,
                    ["path"] = $"/_emulator/file?id={view.Job.Id}&name={file.Name}",
                }),
            ]);
        }

        return job;
    }

    private JsonObject Job(JobSnapshot view)
    {
        var job = view.Job;
        return new JsonObject
        {
            ["id"] = job.Id,
            ["model"] = job.Model.Id,
            ["phase"] = NameOf(view.Phase),
            ["position"] = view.Position,
            ["createdAt"] = Time(job.Course.CreatedAt),
            ["startsAt"] = Time(job.Course.StartsAt),
            ["endsAt"] = Time(view.EndedAt ?? job.Course.EndsAt),
            ["error"] = view.Phase == JobPhase.Failed ? job.Error : null,
            ["usd"] = view.CostUsd,
            ["cancel"] = service.Protocol.CancelPath(view.Shown()),
        };
    }

    private JsonObject Protocol() => new()
    {
        ["name"] = service.Protocol.Name,
        ["tokenHeader"] = service.Protocol.TokenHeader,
        ["tokenPrefix"] = service.Protocol.TokenPrefix,
        ["inputMember"] = service.Protocol.InputMember,
        ["requestId"] = service.Protocol.RequestIdMember,
        ["envelope"] = service.Protocol.EnvelopeMember,
        ["cancelMethod"] = service.Protocol.CancelMethod,
    };

    private JsonObject Requests()
    {
        var requests = new JsonObject { ["all"] = service.Requests };
        foreach (var call in Enum.GetValues<EmulatorCall>())
        {
            requests[call.ToString().ToLowerInvariant()] = service.CountOf(call);
        }

        return requests;
    }

    private static JsonObject Fault(FaultLine line) =>
        new() { ["fault"] = line.Text, ["left"] = line.Left, ["rate"] = line.Rate };

    private static string NameOf(JobPhase phase) => phase switch
    {
        JobPhase.InQueue => "waiting",
        JobPhase.InProgress => "running",
        _ => phase.ToString().ToLowerInvariant(),
    };

    // DateTimeOffset.MaxValue is the end time of a job that never ends.
    private static string? Time(DateTimeOffset time) =>
        time == DateTimeOffset.MaxValue ? null : time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
