namespace SchemaSdk.Emulation.Calls;

/// <summary>The call that a request makes.</summary>
/// <param name="Kind">The call.</param>
/// <param name="Subject">The model id or the request id.</param>
/// <param name="FileName">The file, for <see cref="ServiceCallKind.File"/>.</param>
internal readonly record struct ServiceCall(ServiceCallKind Kind, string Subject, string FileName = "");
