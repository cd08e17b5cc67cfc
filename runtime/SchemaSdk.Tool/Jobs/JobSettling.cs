using SchemaSdk.Services;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Jobs.Ledgers;
using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Jobs;

/// <summary>Settles a job whose outcome is unknown, after a check at the service and a confirmation.</summary>
internal sealed class JobSettling(ToolHost host, JobLedger ledger, SettleSettings settings)
{
    // The limit is short, because a person is waiting for the answer.
    private static readonly TimeSpan ReadBudget = TimeSpan.FromSeconds(5);

    /// <exception cref="ToolException">The job cannot be settled with these settings. The ledger is not changed.</exception>
    internal async Task<Report> RunAsync(CancellationToken stop)
    {
        var entry = await ledger.FindAsync(settings.Key, stop).ConfigureAwait(false) ?? throw JobReports.NoJob(settings.Key);
        if (entry.State != LedgerState.Unknown)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"The job '{entry.Key}' has the state '{EntryJson.Word(entry.State)}', but only a job in the state 'unknown' can be "
                + "settled. " + JobReports.MeaningOf(entry));
        }

        var findings = new List<Finding>();
        var service = ServiceChoice.ForJob(settings.Service, entry);
        if (settings.RequestId is { } id)
        {
            var chosen = service ?? throw JobReports.UnknownService(entry);
            CheckForm(chosen.Profile, id);
            findings.AddRange(await LookAsync(chosen, entry, id, stop).ConfigureAwait(false));
        }

        if (!settings.IsSure && !await IsSureAsync(entry, stop).ConfigureAwait(false))
        {
            throw new ToolException(ExitCode.Stopped, $"Nothing was recorded, so the job '{entry.Key}' is still unknown.");
        }

        // Settles only the attempt that was read above, because another process may have submitted the job again. A write that has begun
        // must complete.
        var settled = await ledger
            .SettleAttemptAsync(settings.Key, settings.RequestId, settings.By, entry.Attempts, CancellationToken.None)
            .ConfigureAwait(false);
        var what = settings.RequestId is null
            ? "was not accepted, so it can be submitted again with the same key"
            : $"has the request id {settings.RequestId}, and 'schemasdk jobs resume' waits for its result";
        return new Report(
            "jobs settle",
            $"Job {entry.Key}",
            findings,
            $"The job '{entry.Key}' {what}. The ledger records that {settings.By} settled it.",
            ExitCode.Fine)
        {
            Facts = EntryJson.Facts(settled),
        };
    }

    // Settling a job cannot be undone, so the form of the request id is checked even with --offline.
    private static void CheckForm(ServiceProfile service, string id)
    {
        if (!service.IsRequestId(id))
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                $"'{id}' is not a valid request id: request ids are {service.RequestIdForm}. Nothing was recorded.");
        }
    }

    private async Task<Finding[]> LookAsync(ChosenService chosen, LedgerEntry entry, string id, CancellationToken stop)
    {
        var tokens = chosen.Profile.Defaults.TokenVariables;
        var hasToken = tokens.Any(name => host.Environment(name) is { Length: > 0 });
        if (settings.IsOffline || !hasToken)
        {
            var why = settings.IsOffline ? "of --offline" : $"{tokens[0]} is not set";
            return [new("not-checked", FindingLevel.Warning, $"The service was not asked whether it knows request {id}, because {why}.")];
        }

        var service = await CalledService
            .AtAsync(chosen, host, stop, options => options.Retry.ReadBudget = ReadBudget)
            .ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            try
            {
                var status = await service.Client.Attach(entry.ModelId, id).GetStatusAsync(stop).ConfigureAwait(false);
                var found = new Finding("found", FindingLevel.Note, $"The service knows request {id}: {ToolWords.StateOf(status)}.");
                var isCompared = await CompareAsync(service.Client, entry, id, stop).ConfigureAwait(false);
                return isCompared ? [found] : [found, NotCompared(entry, id)];
            }
            catch (ArgumentException exception)
            {
                throw new ToolException(
                    ExitCode.WrongUsage, $"'{id}' cannot be the id of a request to {entry.ModelId}. Nothing was recorded.", exception);
            }
            catch (ModelException exception)
            {
                throw new ToolException(
                    ExitCode.Service,
                    $"{ToolWords.Of(exception, $"{entry.ModelId} --service {chosen.Name}")} Nothing was recorded. Check the id, or use "
                    + "--offline to settle the job without asking the service.",
                    exception);
            }
        }
    }

    // Returns false if the service does not say which model the request runs.
    private static async Task<bool> CompareAsync(ModelClient client, LedgerEntry entry, string id, CancellationToken stop)
    {
        (bool? IsExpected, string? Named) model;
        try
        {
            model = await client.Parts.Jobs.ModelOfAsync(entry.ModelId, id, account: null, stop).ConfigureAwait(false);
        }
        catch (ModelException exception) when (exception is ModelApiException or ModelUnavailableException)
        {
            // Some services report the model only together with the result.
            return false;
        }

        return model.IsExpected == false
            ? throw new ToolException(
                ExitCode.Service,
                $"Request {id} runs {model.Named ?? "another model"}, but the job '{entry.Key}' is for {entry.ModelId}. Nothing was "
                + "recorded. Check the id, or use --offline to settle the job without asking the service.")
            : model.IsExpected is not null;
    }

    private static Finding NotCompared(LedgerEntry entry, string id) => new(
        "not-compared",
        FindingLevel.Warning,
        $"The service does not report the model of request {id}. Check on its website that the model is {entry.ModelId}.");

    private async Task<bool> IsSureAsync(LedgerEntry entry, CancellationToken stop)
    {
        if (!host.Console.CanAsk)
        {
            throw new ToolException(
                ExitCode.WrongUsage,
                "This command asks for confirmation, but has no terminal. Use --yes to skip the question. Nothing was recorded.");
        }

        var sentAt = EntryJson.Time(entry.Attempt?.SentAt ?? entry.ChangedAt);
        var question = settings.RequestId is { } id
            ? $"Is request {id} the job '{entry.Key}' of {entry.ModelId} that was sent at {sentAt}?"
            : $"Have you checked that the job '{entry.Key}' of {entry.ModelId} is not among the jobs sent to the service around {sentAt}"
                + $"{AccountOf(entry)}? If the job is running after all, a second submit is charged too.";
        return await host.Console.AskAsync(HarmlessText.Line(question), stop).ConfigureAwait(false);
    }

    // A job with its own token may not be in the account that the user would check first.
    private static string AccountOf(LedgerEntry entry) => entry switch
    {
        { Attempt.HasOwnToken: true } => ", in the account whose token was set for this job",
        { Customer: { } customer } => $", in the account used for the customer {customer}",
        _ => "",
    };
}
