using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Emulation.Jobs;
using SchemaSdk.Emulation.Models;

namespace SchemaSdk.Emulation.Service;

/// <summary>Answers submits: finds the model, parses and checks the input, and creates a job unless the submit is refused.</summary>
internal sealed class SubmitDesk(
    EmulatedProtocol protocol,
    JobBook jobs,
    EmulatorFaults faults,
    CallbackDesk callbacks,
    ModelEmulatorOptions options)
{
    // Without this lock, concurrent submits could exceed the job limit.
    private readonly object _room = new();
    private readonly ILogger _log = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("SchemaSdk.Emulation");
    private long _submits;

    public ServiceAnswer Answer(
        ServiceCall call, ServiceRequest request, EmulatedState state, IReadOnlyDictionary<string, EmulatedModel> models)
    {
        if (call.Subject.Length > 0 && !models.ContainsKey(call.Subject))
        {
            return protocol.Refused(Refusal.Model(call.Subject));
        }

        SubmittedInput submitted;
        try
        {
            submitted = protocol.ReadInput(call, request, state);
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException)
        {
            return protocol.Refused(Refusal.Body(wrong.Message));
        }

        if (!models.TryGetValue(submitted.ModelId, out var model))
        {
            return protocol.Refused(Refusal.Model(submitted.ModelId));
        }

        IReadOnlyList<ValidationError> errors;
        try
        {
            _ = model.Output; // if no output could be made, throws before the job is created
            errors = Check(model, submitted.Input.GetRawText());
        }
        catch (InvalidOperationException wrong)
        {
            return protocol.Refused(Refusal.Schema(model.Id, wrong.Message));
        }

        return errors.Count > 0 && protocol.RefusesWrongInputs
            ? protocol.Refused(Refusal.Input(errors))
            : AcceptIfThereIsRoom(new Submit(model, submitted, errors), request, state);
    }

    /// <summary>Restarts the numbering of submits at 1.</summary>
    public void Reset() => Interlocked.Exchange(ref _submits, 0);

    private IReadOnlyList<ValidationError> Check(EmulatedModel model, string input)
    {
        var errors = model.Input.Check(input);
        if (options.LoggerFactory is not null && model.Opinion?.Fits(input) is { } fits && fits != (errors.Count == 0))
        {
            var verdict = fits ? $"found an error at '{errors[0].JsonPointer}' ({errors[0].Rule}) in an input" : "accepted an input";
            _log.LogWarning(
                "The emulator {Verdict} of {ModelId}, but NJsonSchema disagrees. Report this, and attach the schema.", verdict, model.Id);
        }

        return errors;
    }

    private ServiceAnswer AcceptIfThereIsRoom(Submit submit, ServiceRequest request, EmulatedState state)
    {
        if (options.JobLimit is not { } limit)
        {
            return Accept(submit, request, state);
        }

        lock (_room)
        {
            return jobs.CountActive() < limit
                ? Accept(submit, request, state)
                : protocol.Refused(Refusal.Jobs(limit, options.JobLimitRetryAfter));
        }
    }

    private ServiceAnswer Accept(Submit submit, ServiceRequest request, EmulatedState state)
    {
        var (model, (_, input), errors) = submit;
        var outcome = errors.Count > 0 ? EmulatedOutcome.Fail(Refusal.Input(errors).Message) : NextOutcome(model, input);
        if (outcome.Refusal is { } refusal)
        {
            return protocol.Refused(refusal);
        }

        var job = jobs.Add(new NewJob(model, outcome, CostOf(model, input))
        {
            Input = protocol.KeepsInputs && submit.Submitted.KeepsInput ? input : null,
            Note = submit.Submitted.Note,
            StartsWithin = submit.Submitted.StartsWithin,
            EndsWithin = submit.Submitted.EndsWithin,
            InputErrors = errors,
        });
        if (submit.Submitted.CallbackAddress is { } address)
        {
            callbacks.Watch(job.Job.Id, address, state);
        }

        return protocol.Accepted(job.Shown(), request, state);
    }

    private EmulatedOutcome NextOutcome(EmulatedModel model, JsonElement input)
    {
        var submit = new EmulatedSubmit { ModelId = model.Id, Input = input, Number = Interlocked.Increment(ref _submits) };
        return faults.NextOutcome() ?? options.Outcome?.Invoke(submit) ?? EmulatedOutcome.Succeed;
    }

    private decimal? CostOf(EmulatedModel model, JsonElement input)
    {
        try
        {
            return options.Price?.Invoke(model.Id) is { } price
                ? price.Usd * BilledUnits.Of(price.Unit, model.InputSchema, input, protocol.OutputCountMembers)
                : null;
        }
        catch (OverflowException)
        {
            // A test may set an invalid price. The job then has no cost.
            return null;
        }
    }

    private readonly record struct Submit(EmulatedModel Model, SubmittedInput Submitted, IReadOnlyList<ValidationError> Errors);
}
