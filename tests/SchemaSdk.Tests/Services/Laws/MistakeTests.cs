using System.Reflection;
using System.Text.RegularExpressions;
using SchemaSdk.Services.Testing;

namespace SchemaSdk.Tests.Services.Laws;

/// <summary>Tests that a profile with a mistake fails the test for the broken rule, with a message that says what to change.</summary>
public sealed partial class MistakeTests
{
    [Theory]
    [InlineData("any 503", nameof(ServiceLaw.A_gateway_never_refuses_for_now), "IsRefusedForNow")]
    [InlineData("any 422", nameof(ServiceLaw.No_other_refusal_is_sent_again), "IsRefusedForNow")]
    [InlineData("never busy", nameof(ServiceLaw.A_refusal_for_now_is_sent_again), "IsRefusedForNow")]
    [InlineData("any error is final", nameof(ServiceLaw.An_acceptance_without_an_id_is_unknown), "ErrorCode")]
    [InlineData("any code is final", nameof(ServiceLaw.A_server_error_is_unknown), "ErrorCode")]
    [InlineData("any id", nameof(ServiceLaw.A_request_id_needs_no_escaping), "IsRequestId")]
    [InlineData("no id in reads", nameof(ServiceLaw.A_body_about_another_job_says_nothing), "RequestId")]
    [InlineData("no id in parts", nameof(ServiceLaw.The_id_in_a_cut_acceptance_is_found), "FindRequestId")]
    [InlineData("ids at any depth", nameof(ServiceLaw.The_id_in_a_cut_acceptance_is_found), "Check the depth")]
    [InlineData("parts of ids", nameof(ServiceLaw.The_id_in_a_cut_acceptance_is_found), "FindRequestId")]
    [InlineData("any 404", nameof(ServiceLaw.A_missing_page_is_not_an_unknown_request), "IsUnknownRequest")]
    [InlineData("new states are failures", nameof(ServiceLaw.A_new_state_is_read_until_the_timeout), "State and Status")]
    [InlineData("no output", nameof(ServiceLaw.A_successful_job_has_its_output), "Output")]
    [InlineData("only errors fail", nameof(ServiceLaw.A_reason_can_be_read_without_the_HTTP_status), "set Error or Detail")]
    [InlineData("always cancelled", nameof(ServiceLaw.A_gateway_confirms_no_cancel), "Outcome")]
    [InlineData("ids in paths", nameof(ServiceLaw.A_model_id_leads_to_no_other_path), "CheckModelId")]
    [InlineData("keys in paths", nameof(ServiceLaw.The_details_of_a_submit_lead_to_no_other_path), "Uri.EscapeDataString")]
    [InlineData("last segment", nameof(ServiceLaw.Every_address_keeps_the_path_of_the_base_address), "StatusAddress")]
    [InlineData("any host", nameof(ServiceLaw.An_address_outside_the_allowed_hosts_is_never_called), "https://thief.example/")]
    [InlineData("token in address", nameof(ServiceLaw.The_token_goes_only_to_the_service_and_is_in_no_address), "Authorize")]
    [InlineData("throws", nameof(ServiceLaw.No_body_makes_the_profile_throw), "ReadBody")]
    [InlineData("start elsewhere", nameof(ServiceLaw.The_first_request_for_a_file_goes_to_the_service), "Defaults.JobHosts")]
    [InlineData("files elsewhere", nameof(ServiceLaw.A_stored_file_has_addresses_at_known_hosts), "Defaults.UploadHosts")]
    [InlineData("end elsewhere", nameof(ServiceLaw.A_stored_file_has_addresses_at_known_hosts), "EndRequest goes to https://thief.example")]
    [InlineData("any part", nameof(ServiceLaw.A_gateway_stores_no_part), "ReadPart")]
    [InlineData("any end", nameof(ServiceLaw.A_gateway_stores_no_part), "IsEnd")]
    [InlineData("always stored", nameof(ServiceLaw.A_gateway_stores_no_file), "ReadPlan")]
    [InlineData("http", nameof(ServiceLaw.The_default_address_is_HTTPS_or_on_this_machine), "Defaults.Address")]
    public async Task A_mistake_fails_the_rule_about_it(string mistake, string rule, string advice)
    {
        var law = new Law(new Mistaken(mistake)) { RefusedInput = mistake == "any code is final" ? OnlyInBody : null };

        var error = await Record.ExceptionAsync(() => RunAsync(law, rule));

        Assert.IsAssignableFrom<Xunit.Sdk.XunitException>(error);
        Assert.Contains(advice, error.Message);
    }

    [Theory]
    [InlineData("query", nameof(ServiceLaw.An_address_outside_the_allowed_hosts_is_never_called))]
    [InlineData("port", nameof(ServiceLaw.A_stored_file_has_addresses_at_known_hosts))]
    [InlineData("only known lengths", nameof(ServiceLaw.A_stored_file_has_addresses_at_known_hosts))]
    [InlineData("price of kites", nameof(ServiceLaw.A_run_that_is_too_expensive_is_not_submitted))]
    public async Task A_peculiarity_of_a_service_is_not_a_mistake(string peculiarity, string rule) =>
        await RunAsync(new Law(new Mistaken(peculiarity)) { HasPrice = peculiarity == "price of kites" }, rule);

    private static SampleAnswer OnlyInBody => new(200, """{"problem":"400","title":"prompt is too long"}""");

    private static async Task RunAsync(ServiceLaw law, string rule)
    {
        const BindingFlags OwnExceptions =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.InvokeMethod | BindingFlags.DoNotWrapExceptions;
        if (typeof(ServiceLaw).GetMethod(rule)!.Invoke(law, OwnExceptions, binder: null, [], culture: null) is Task running)
        {
            await running;
        }
    }

    private sealed class Law(ServiceProfile profile) : ServiceLaw
    {
        public SampleAnswer? RefusedInput { get; init; }

        public bool HasPrice { get; init; }

        protected override ServiceProfile Profile => profile;

        protected override ServiceSamples Samples => OtherLaw.With(RefusedInput, HasPrice ? 0.5m : null);
    }

    private sealed partial class Mistaken(string mistake) : OtherProfile
    {
        public override ServiceDefaults Defaults => mistake switch
        {
            "files elsewhere" => base.Defaults with { UploadHosts = [] },
            "any host" => base.Defaults with { JobHosts = ["*.other.example", "thief.example"] },
            "http" => new("http://api.other.example"),
            "port" => base.Defaults with { Address = "https://api.other.example:8443" },
            _ => base.Defaults,
        };

        public override FileStorage? Storage => new MistakenStorage(mistake);

        public override PriceRequest? PriceRequestFor(Uri service, string modelId, ReadOnlyMemory<byte> input) =>
            mistake == "price of kites" && Encoding.UTF8.GetString(input.Span).Contains("kite", StringComparison.Ordinal)
                ? new PriceRequest(new Uri(service, "price"), input)
                : null;

        public override decimal? ReadPrice(ReadOnlyMemory<byte> body) =>
            decimal.TryParse(Encoding.UTF8.GetString(body.Span), out var price) ? price : null;

        public override void CheckModelId(string modelId)
        {
            if (mistake != "ids in paths")
            {
                base.CheckModelId(modelId);
            }
        }

        public override void Authorize(HttpRequestMessage request, string token)
        {
            base.Authorize(request, token);
            if (mistake == "token in address")
            {
                request.RequestUri = new Uri($"{request.RequestUri}?key={token}");
            }
        }

        public override Uri SubmitAddress(Uri service, string modelId) =>
            mistake == "ids in paths" ? new Uri($"{service}runs/{modelId}") : base.SubmitAddress(service, modelId);

        public override Uri SubmitAddress(Uri service, SubmitDetails submit) =>
            mistake == "keys in paths" ? new Uri($"{service}runs/{submit.Key}")
            : mistake == "query" ? new Uri($"{base.SubmitAddress(service, submit)}?timeout=1800")
            : base.SubmitAddress(service, submit);

        public override Uri StatusAddress(Uri service, JobKey job) =>
            mistake == "last segment" ? new Uri(service, $"runs/{job.RequestId}") : base.StatusAddress(service, job);

        public override bool IsRequestId(string? text) => mistake == "any id" || base.IsRequestId(text);

        public override bool IsUnknownRequest(int statusCode, ServiceBody? body) =>
            mistake == "any 404" ? statusCode == 404 : base.IsUnknownRequest(statusCode, body);

        public override bool IsRefusedForNow(int statusCode, bool hasRetryAfter, ServiceBody? body) => mistake switch
        {
            "any 503" => statusCode == 503 || base.IsRefusedForNow(statusCode, hasRetryAfter, body),
            "any 422" => statusCode == 422 || base.IsRefusedForNow(statusCode, hasRetryAfter, body),
            "never busy" => false,
            _ => base.IsRefusedForNow(statusCode, hasRetryAfter, body),
        };

        public override string? FindRequestId(ReadOnlySpan<byte> start) => mistake switch
        {
            "no id in parts" => null,
            "parts of ids" => "3f25",
            "ids at any depth" => FirstId().Match(Encoding.UTF8.GetString(start)) is { Success: true } id ? id.Groups[1].Value : null,
            _ => base.FindRequestId(start),
        };

        public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body)
        {
            if (mistake == "throws" && body.Length == 3)
            {
                throw new FormatException(mistake);
            }

            var read = base.ReadBody(call, statusCode, body);
            switch (mistake)
            {
                case "any error is final": return read is { RequestId: not null } ? read : new ServiceBody { ErrorCode = "no id" };
                case "only errors fail" when statusCode == 200 && read?.State == JobState.Failed: return null;
                case "always cancelled" when call == ServiceCall.Cancel: return new ServiceBody { Outcome = CancelOutcome.Canceled };
            }

            if (read is not null)
            {
                read.RequestId = mistake == "no id in reads" && call != ServiceCall.Submit ? null : read.RequestId;
                read.Output = mistake == "no output" ? default : read.Output;
                read.State = mistake == "new states are failures" && read.State == JobState.Unknown ? JobState.Failed : read.State;
            }

            return read;
        }

        [GeneratedRegex("\"id\": ?\"([-0-9a-f]+)\"")]
        private static partial Regex FirstId();
    }

    private sealed class MistakenStorage(string mistake) : OtherStorage
    {
        public override StorageRequest StartRequest(Uri service, FileToStore file) =>
            base.StartRequest(mistake == "start elsewhere" ? new Uri("https://thief.example") : service, file);

        public override StoragePlan? ReadPlan(FileToStore file, ReadOnlyMemory<byte> body) =>
            mistake == "only known lengths" && file.Length is null ? null
            : mistake == "port" ? new StoragePlan("https://api.other.example:8443/1")
            : base.ReadPlan(file, body) ?? (mistake == "always stored" ? new StoragePlan("https://eu.files.example/1") : null);

        public override string? ReadPart(
            StoragePlan plan, int number, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
            mistake == "any part" ? "" : base.ReadPart(plan, number, headers, body);

        public override StorageRequest? EndRequest(StoragePlan plan, IReadOnlyList<string> parts) => mistake switch
        {
            "end elsewhere" => new(HttpMethod.Post, new Uri("https://thief.example/1")),
            "any end" => new(HttpMethod.Post, plan.UploadAddress!),
            _ => null,
        };

        public override bool IsEnd(StoragePlan plan, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
            mistake == "any end" || base.IsEnd(plan, headers, body);
    }
}
