namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>Tests how inputs with files are recorded. A file is recorded as its hash, no matter how it is sent.</summary>
public sealed class InputFileTests
{
    private static readonly byte[] Png =
    [
        0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 3000).Select(static i => (byte)(i * 7)),
    ];

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task A_small_file_is_recorded_by_its_hash(string name)
    {
        await using var service = new RecordedService(name);
        await using (var client = service.Record())
        {
            await client.Client.Files.RunAsync([ModelFile.FromBytes(Png)]);
        }

        Assert.Contains("\"data:,sha256-", service.Written, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Png)[..100], service.Written, StringComparison.Ordinal);
        await using var replay = service.Replay();
        await replay.Client.Files.RunAsync([ModelFile.FromBytes(Png)]);
        await Assert.ThrowsAsync<ModelRecordingException>(() => replay.Client.Files.RunAsync([ModelFile.FromBytes((byte[])[.. Png, 1])]));
    }

    [Theory]
    [InlineData("fal", false)]
    [InlineData("fal", true)]
    [InlineData("Replicate", false)]
    public async Task A_file_that_is_uploaded_first_is_recorded_by_its_hash(string name, bool isInParts)
    {
        byte[] large = [.. Png, .. new byte[11 << 20]];
        await using var service = new RecordedService(name);
        service.Emulator.Faults.Add(EmulatorCall.Upload, EmulatorFault.Reset(FaultPhase.AfterBody), times: 1);
        await using (var client = service.Record())
        {
            await client.Client.Files.RunAsync([File(), ModelFile.FromBytes(Png)]);
        }

        Assert.True(service.Written.Length < 1_000_000);
        await using var replay = service.Replay();
        await replay.Client.Files.RunAsync([File(), ModelFile.FromBytes(Png)]);
        large[^1] = 1;
        var miss = await Assert.ThrowsAsync<ModelRecordingException>(
            () => replay.Client.Files.RunAsync([File(), ModelFile.FromBytes(Png)]));
        Assert.Equal("/files/0", Assert.Single(miss.Differences).JsonPointer);

        // If the length of a file is unknown, the client sends it in parts.
        ModelFile File() => isInParts
            ? ModelFile.FromStream(new ForwardStream(large), "image/png")
            : ModelFile.FromBytes(large);
    }

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task An_output_that_becomes_an_input_is_found_again(string name)
    {
        await using var service = new RecordedService(name);
        await using (var client = service.Record())
        {
            await ChainAsync(client);
        }

        await using var replay = service.Replay();
        await ChainAsync(replay);
        await ChainAsync(replay);

        Assert.Equal(2, service.Emulator.Bills);
    }

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task An_output_that_could_not_be_downloaded_and_becomes_an_input_is_found_again(string name)
    {
        await using var service = new RecordedService(name);
        service.Emulator.Faults.Add(EmulatorCall.Download, EmulatorFault.Status(403), times: 100);
        await using (var client = service.Record())
        {
            await ChainAsync(client);
        }

        await using var replay = service.Replay();
        await ChainAsync(replay);
        await ChainAsync(replay);

        Assert.Equal(2, service.Emulator.Bills);
        Assert.DoesNotContain("\"sha256\"", service.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_can_be_uploaded_for_as_long_as_its_parts_are_read()
    {
        await using var service = new RecordedService("fal");
        var network = new SlowNetwork(service.Time) { InnerHandler = service.Emulator.CreateHandler() };
        await using var client = service.Record(configure: options => options.InnerHandler = network);

        await client.Client.Files.RunAsync([ModelFile.FromBytes((byte[])[.. Png, .. new byte[1 << 20]])]);

        Assert.Single(service.Recordings);
        Assert.InRange(network.Waited, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
    }

    [Theory]
    [MemberData(nameof(RecordedService.Services), MemberType = typeof(RecordedService))]
    public async Task A_new_input_with_a_file_of_a_played_job_is_not_sent(string name)
    {
        await using var service = new RecordedService(name);
        await service.RecordAsync("""{"prompt":"A kite."}""");
        await using var client = service.Record();
        var first = await client.RunAsync("""{"prompt":"A kite."}""");
        var link = first.Output.GetProperty("video").GetString();

        var refused = await Assert.ThrowsAsync<ModelRecordingException>(
            () => client.RunAsync($$"""{"prompt":"Slower.","image":"{{link}}"}"""));

        Assert.Contains($"its input contains {link}, a file from a played recording", refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (service.Emulator.Bills, service.Emulator.RequestsOf(EmulatorCall.Submit)));
    }

    [Theory]
    [InlineData("RunComfy", false)]
    [InlineData("fal", false)]
    [InlineData("Replicate", false)]
    [InlineData("RunComfy", true)]
    public async Task A_sample_that_was_played_instead_of_a_file_is_not_sent(string name, bool isInline)
    {
        await using var service = new RecordedService(name);
        service.Write("a.json", $$"""
            {
              "format": 1, "service": "{{name}}", "model": "acme/kite", "input": {"prompt":"A kite."},
              "states": [{ "at": 0, "state": "succeeded" }], "output": {"video":"https://recorded.invalid/0.png"},
              "files": [
                {
                  "name": "0.png", "media_type": "image/png", "bytes": 3000000, "sha256": "{{new string('a', 64)}}",
                  "inline": {{(isInline ? "true" : "false")}}
                }
              ]
            }
            """);
        await using var client = service.Record();
        await using var replay = service.Replay();

        var refused = await Assert.ThrowsAsync<ModelRecordingException>(() => ChainAsync(client));
        var missed = await Assert.ThrowsAsync<ModelRecordingException>(() => ChainAsync(replay));

        Assert.Contains("its input contains a sample that was played instead of an output file", refused.Message, StringComparison.Ordinal);
        Assert.Contains("its input contains a sample that was played instead of an output file", missed.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (service.Emulator.Bills, service.Emulator.RequestsOf(EmulatorCall.Submit)));

        static async Task ChainAsync(RecordedClient client)
        {
            var first = await client.RunAsync("""{"prompt":"A kite."}""");
            await client.Client.Files.RunAsync([ModelFile.FromBytes(await client.DownloadAsync(first.Output))]);
        }
    }

    [Fact]
    public async Task An_input_that_is_not_base64_is_recorded_as_text()
    {
        await using var service = new RecordedService();

        await service.RecordAsync("""{"prompt":"data:text/plain;base64,???"}""");

        Assert.Contains("data:text/plain;base64,???", service.Written, StringComparison.Ordinal);
    }

    private static async Task ChainAsync(RecordedClient client)
    {
        var first = await client.RunAsync("""{"prompt":"A kite."}""");
        var second = $$"""{"prompt":"Slower.","image":"{{first.Output.GetProperty("video").GetString()}}"}""";
        await client.RunAsync(second);
    }

    /// <summary>A network that takes 20 seconds for each part of an uploaded file.</summary>
    private sealed class SlowNetwork(FakeTime time) : DelegatingHandler
    {
        public TimeSpan Waited { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Put)
            {
                var file = new SlowStream(this);
                await request.Content!.CopyToAsync(file, cancellationToken);
                request.Content = new ByteArrayContent(file.ToArray()) { Headers = { ContentType = request.Content.Headers.ContentType } };
            }

            cancellationToken.ThrowIfCancellationRequested();
            return await base.SendAsync(request, cancellationToken);
        }

        private void Wait()
        {
            time.Advance(TimeSpan.FromSeconds(20));
            Waited += TimeSpan.FromSeconds(20);
        }

        private sealed class SlowStream(SlowNetwork network) : MemoryStream
        {
            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                cancellationToken.ThrowIfCancellationRequested();
                network.Wait();
                return base.WriteAsync(buffer, cancellationToken);
            }
        }
    }

    private sealed class ForwardStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
