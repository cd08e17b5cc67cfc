using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Jobs;
using SchemaSdk.Emulation.Models;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation.Service;

/// <summary>Answers submits: finds the model, parses and checks the input, and creates a job unless the submit is refused.</summary>
internal sealed class SubmitDesk(
    IReadOnlyDictionary<string, EmulatedModel> models,
    JobBook jobs,
    EmulatorFaults faults,
    ModelEmulatorOptions options)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Held while jobs are counted and the new job is created, so that concurrent submits cannot exceed the limit.
    private readonly object _room = new();
    private readonly ILogger _log = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("SchemaSdk.Emulation");
    private long _submits;

    public ServiceAnswer Answer(string modelId, byte[] body, Uri address)
    {
        if (!models.TryGetValue(modelId, out var model))
        {
            return RunComfyProtocol.UnknownModel(modelId);
        }

        JsonElement input;
        try
        {
            input = ReadInput(body);
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException)
        {
            return RunComfyProtocol.NotJson(wrong.Message);
        }

        try
        {
            _ = model.Output; // throws before the job is created if its output could not be made
            return Check(model, input.GetRawText()) is { Count: > 0 } errors
                ? RunComfyProtocol.WrongInput(errors)
                : AcceptIfThereIsRoom(model, input, address);
        }
        catch (InvalidOperationException wrong)
        {
            // An unusable schema affects only its own model.
            return RunComfyProtocol.Unreadable(model.Id, wrong.Message);
        }
    }

    private IReadOnlyList<ValidationError> Check(EmulatedModel model, string input)
    {
        var errors = model.Input.Check(input);
        if (options.LoggerFactory is not null && model.Opinion?.Fits(input) is { } fits && fits != (errors.Count == 0))
        {
            var verdict = fits ? $"rejected an input at '{errors[0].JsonPointer}' ({errors[0].Rule})" : "accepted an input";
            _log.LogWarning(
                "The emulator {Verdict} of {ModelId}, but NJsonSchema disagrees. Report this with the schema.", verdict, model.Id);
        }

        return errors;
    }

    private static JsonElement ReadInput(byte[] body)
    {
        using var document = JsonDocument.Parse(StrictUtf8.GetString(body));
        return document.RootElement.Clone();
    }

    private ServiceAnswer AcceptIfThereIsRoom(EmulatedModel model, JsonElement input, Uri address)
    {
        if (options.JobLimit is not { } limit)
        {
            return Accept(model, input, address);
        }

        lock (_room)
        {
            return jobs.CountActive() < limit
                ? Accept(model, input, address)
                : RunComfyProtocol.TooManyJobs(limit, options.JobLimitRetryAfter);
        }
    }

    private ServiceAnswer Accept(EmulatedModel model, JsonElement input, Uri address)
    {
        var submit = new EmulatedSubmit { ModelId = model.Id, Input = input, Number = Interlocked.Increment(ref _submits) };
        var outcome = faults.NextOutcome() ?? options.Outcome?.Invoke(submit) ?? EmulatedOutcome.Succeed;
        return outcome.Refusal is { } refusal
            ? RunComfyProtocol.Refused(refusal)
            : RunComfyProtocol.Accepted(jobs.Add(model.Id, outcome, CostOf(model, input)), address);
    }

    private decimal? CostOf(EmulatedModel model, JsonElement input)
    {
        try
        {
            return options.Price?.Invoke(model.Id) is { } price ? price.Usd * BilledUnits.Of(price.Unit, model.InputSchema, input) : null;
        }
        catch (OverflowException)
        {
            // A test may set an invalid price. The job then has no cost.
            return null;
        }
    }
}
