using SchemaSdk.RunComfy;

namespace Quickstart;

/// <summary>Refuses requests before anything starts.</summary>
internal static class RequestCheck
{
    public static void Check(Request request)
    {
        if (RunComfyClient.Models.All(model => model.Id != request.ModelId))
        {
            var known = string.Join(Environment.NewLine, RunComfyClient.Models.Select(model => $"  {model.Id}"));
            throw new QuickstartException($"This client has no model '{request.ModelId}'. It has:{Environment.NewLine}{known}");
        }

        if (request.Resume is not null && !request.IsLive)
        {
            throw new QuickstartException("--resume needs --live: the emulator forgets its jobs when this program ends.");
        }

        // Found out now rather than when a paid video has nowhere to go.
        OutCheck.Check(request.Out);
    }
}
